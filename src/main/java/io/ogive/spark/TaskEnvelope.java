package io.ogive.spark;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Who did a part of a pass and how long it took; never part of what is compared.
 *
 * @param task the task's partition
 * @param host where it ran
 * @param milliseconds the time in the pass itself
 * @param attempt 0 for the first
 * @param shards the ids of the shards it passed over
 * @param nanoseconds the time in each of them
 */
public record TaskEnvelope(
    int task,
    String host,
    long milliseconds,
    int attempt,
    List<Integer> shards,
    List<Long> nanoseconds) {
  public TaskEnvelope {
    shards = List.copyOf(shards);
    nanoseconds = List.copyOf(nanoseconds);
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeInt(task);
    out.writeUTF(host);
    out.writeLong(milliseconds);
    out.writeInt(attempt);
    out.writeInt(shards.size());
    for (int s = 0; s < shards.size(); s++) {
      out.writeInt(shards.get(s));
      out.writeLong(nanoseconds.get(s));
    }
  }

  static TaskEnvelope readFrom(DataInput in) throws IOException {
    int task = in.readInt();
    String host = in.readUTF();
    long milliseconds = in.readLong();
    int attempt = in.readInt();
    List<Integer> shards = new ArrayList<>();
    List<Long> nanoseconds = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      shards.add(in.readInt());
      nanoseconds.add(in.readLong());
    }
    return new TaskEnvelope(task, host, milliseconds, attempt, shards, nanoseconds);
  }
}
