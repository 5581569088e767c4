package io.ogive.spark;

import io.ogive.data.Pass;
import io.ogive.data.Shard;
import io.ogive.data.Total;
import java.io.Serializable;
import org.apache.spark.TaskContext;
import scala.runtime.AbstractFunction2;

/**
 * What a task does in a pass: every shard of its group, totals added.
 *
 * <p>An error of ours comes back as a result, since another attempt would meet it again, and so
 * that of several the driver can always report the one of the lowest shard.
 */
final class PassTask
    extends AbstractFunction2<TaskContext, scala.collection.Iterator<int[]>, byte[]>
    implements Serializable {
  private final PassSource source;
  private final int rdd;
  private final boolean toDriver;

  /**
   * A task.
   *
   * @param rdd whose partitions are cached
   */
  PassTask(PassSource source, int rdd) {
    this(source, rdd, false);
  }

  private PassTask(PassSource source, int rdd, boolean toDriver) {
    this.source = source;
    this.rdd = rdd;
    this.toDriver = toDriver;
  }

  /** The same for results that go straight to the driver, which {@link #received} reads. */
  PassTask toDriver() {
    return new PassTask(source, rdd, true);
  }

  /** What a task found that was {@link #toDriver}; asked for once. */
  <T extends Total<T>> Outcome<T> received(byte[] result, ClassLoader loader) {
    return source.received(result, loader);
  }

  /** Whether what is found is likely to be large. */
  boolean isLarge() {
    return source.isLarge();
  }

  @Override
  public byte[] apply(TaskContext context, scala.collection.Iterator<int[]> groups) {
    Outcome<?> outcome = run(context, groups.next());
    return toDriver ? source.sent(outcome) : Wire.bytes(outcome);
  }

  private <T extends Total<T>> Outcome<T> run(TaskContext context, int[] group) {
    @SuppressWarnings("unchecked") // the driver knows the type
    Pass<T> here = (Pass<T>) source.pass();
    return new TimedShards(group, this::shard)
        .found(here, context.partitionId(), context.attemptNumber());
  }

  private Shard shard(int partition) {
    return Shard.streamed(partition, () -> CachedPartitions.blocks(rdd, partition));
  }
}
