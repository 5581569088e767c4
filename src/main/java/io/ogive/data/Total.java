package io.ogive.data;

import java.io.Serializable;

/**
 * What a {@link Pass} found, as a sum that is exact: {@code mergeWith} is associative and
 * commutative to the last bit, so the order and grouping of shards cannot matter.
 *
 * @param <T> the implementing type
 */
public interface Total<T extends Total<T>> extends Serializable {
  /** Returns the sum of both; may reuse this object, never changes {@code other}. */
  T mergeWith(T other);
}
