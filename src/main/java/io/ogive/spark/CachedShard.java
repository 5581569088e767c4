package io.ogive.spark;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import io.ogive.data.Shard;
import java.io.Serializable;

/** A shard as Spark caches it; written by Java's serialization even where Spark is set to Kryo. */
@DefaultSerializer(JavaSerializer.class)
final class CachedShard implements Serializable {
  private final Shard shard;
  private final DropLedger ledger;

  CachedShard(Shard shard, DropLedger ledger) {
    this.shard = shard;
    this.ledger = ledger;
  }

  /** A shard of blocks that were read before. */
  static CachedShard of(Shard shard) {
    return new CachedShard(shard, new DropLedger(InputSpec.OnBadRow.FAIL));
  }

  Shard shard() {
    return shard;
  }

  /** The rows that were read for it. */
  DropLedger ledger() {
    return ledger;
  }
}
