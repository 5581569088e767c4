package io.ogive.spark;

import io.ogive.data.Total;
import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What comes back from the tasks of a pass, of one or of several.
 *
 * <p>Written by hand, field by field: for small totals Java's descriptions of records and lists
 * would be longer than all else.
 */
final class Outcome<T extends Total<T>> implements Externalizable {
  private T total;
  private RuntimeException error;
  private int errorShard;
  private final List<TaskEnvelope> envelopes = new ArrayList<>();
  private final List<Integer> missing = new ArrayList<>();

  /** Nothing yet; public, as deserialization wants it. */
  public Outcome() {}

  void add(T more) {
    total = total == null ? more : total.mergeWith(more);
  }

  /** The error of ours that ended a shard: of several that of the lowest shard counts. */
  void fail(int shard, RuntimeException e) {
    if (error == null || shard < errorShard) {
      error = e;
      errorShard = shard;
    }
  }

  /** A shard whose blocks are not cached. */
  void miss(int shard) {
    missing.add(shard);
  }

  void done(TaskEnvelope envelope) {
    envelopes.add(envelope);
  }

  /** Adds what other tasks found. */
  Outcome<T> mergeWith(Outcome<T> other) {
    if (other.total != null) {
      add(other.total);
    }
    if (other.error != null) {
      fail(other.errorShard, other.error);
    }
    envelopes.addAll(other.envelopes);
    missing.addAll(other.missing);
    return this;
  }

  /** The sum over all shards that were there. */
  Optional<T> total() {
    return Optional.ofNullable(total);
  }

  Optional<RuntimeException> error() {
    return Optional.ofNullable(error);
  }

  List<TaskEnvelope> envelopes() {
    return envelopes;
  }

  List<Integer> missing() {
    return missing;
  }

  @Override
  public void writeExternal(ObjectOutput out) throws IOException {
    out.writeInt(missing.size());
    for (int shard : missing) {
      out.writeInt(shard);
    }
    out.writeInt(envelopes.size());
    for (TaskEnvelope envelope : envelopes) {
      envelope.writeTo(out);
    }
    out.writeObject(total);
    out.writeObject(error);
    out.writeInt(errorShard);
  }

  @Override
  @SuppressWarnings("unchecked") // the sender knows the type
  public void readExternal(ObjectInput in) throws IOException, ClassNotFoundException {
    for (int left = in.readInt(); left > 0; left--) {
      missing.add(in.readInt());
    }
    for (int left = in.readInt(); left > 0; left--) {
      envelopes.add(TaskEnvelope.readFrom(in));
    }
    total = (T) in.readObject();
    error = (RuntimeException) in.readObject();
    errorShard = in.readInt();
  }
}
