package io.ogive.spark;

import io.ogive.data.Pass;
import io.ogive.data.Shard;
import io.ogive.data.Total;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import scala.runtime.AbstractFunction2;

/**
 * What a task does in a pass: every shard of its partition, totals added.
 *
 * <p>An error of ours comes back as a result, since another attempt would meet it again, and so
 * that of several the driver can always report the one of the lowest partition.
 */
final class PassTask
    extends AbstractFunction2<TaskContext, scala.collection.Iterator<CachedShard>, byte[]>
    implements Serializable {
  private final byte[] pass;
  private final Broadcast<byte[]> shared;

  private PassTask(byte[] pass, Broadcast<byte[]> shared) {
    this.pass = pass;
    this.shared = shared;
  }

  /** A task that carries its pass. */
  static PassTask carrying(byte[] pass) {
    return new PassTask(pass, null);
  }

  /** A task that takes its pass from a broadcast: once an executor, not once a task. */
  static PassTask sharing(Broadcast<byte[]> pass) {
    return new PassTask(new byte[0], pass);
  }

  /**
   * What comes back.
   *
   * @param totals none without a shard, else one
   * @param errors none, or the error of ours that ended the task
   */
  record Outcome<T>(List<T> totals, List<RuntimeException> errors, TaskEnvelope envelope)
      implements Serializable {}

  @Override
  public byte[] apply(TaskContext context, scala.collection.Iterator<CachedShard> shards) {
    return Wire.bytes(run(context, shards));
  }

  private <T extends Total<T>> Outcome<T> run(
      TaskContext context, scala.collection.Iterator<CachedShard> shards) {
    Pass<T> here = Wire.object(shared == null ? pass : shared.value());
    List<Integer> ids = new ArrayList<>();
    List<T> totals = new ArrayList<>();
    List<RuntimeException> errors = new ArrayList<>();
    long nanos = 0;
    while (errors.isEmpty() && shards.hasNext()) {
      Shard shard = shards.next().shard();
      if (shard.blocks().isEmpty()) {
        continue;
      }
      ids.add(shard.id());
      long start = System.nanoTime();
      try {
        T total = here.over(shard);
        totals.add(totals.isEmpty() ? total : totals.remove(0).mergeWith(total));
      } catch (RuntimeException e) {
        if (!SparkErrors.isOwn(e)) {
          throw e;
        }
        errors.add(e);
      }
      nanos += System.nanoTime() - start;
    }
    String host = SparkEnv.get().blockManager().blockManagerId().host();
    TaskEnvelope envelope =
        new TaskEnvelope(
            context.partitionId(), host, nanos / 1_000_000, context.attemptNumber(), ids);
    return new Outcome<>(totals, errors, envelope);
  }
}
