package io.ogive.spark;

import io.ogive.data.Block;
import io.ogive.data.Pass;
import io.ogive.data.Shard;
import io.ogive.data.Total;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkEnv;
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

  /**
   * A task.
   *
   * @param rdd whose partitions are cached
   */
  PassTask(PassSource source, int rdd) {
    this.source = source;
    this.rdd = rdd;
  }

  @Override
  public byte[] apply(TaskContext context, scala.collection.Iterator<int[]> groups) {
    return Wire.bytes(run(context, groups.next()));
  }

  private <T extends Total<T>> Outcome<T> run(TaskContext context, int[] group) {
    @SuppressWarnings("unchecked") // the driver knows the type
    Pass<T> here = (Pass<T>) source.pass();
    Outcome<T> outcome = new Outcome<>();
    List<Integer> seen = new ArrayList<>();
    long nanos = 0;
    for (int id : group) {
      long start = System.nanoTime();
      try {
        outcome.add(here.over(new Reading(rdd, id).shard()));
        seen.add(id);
      } catch (NotCachedException e) {
        outcome.miss(id);
      } catch (RuntimeException e) {
        if (!SparkErrors.isOwn(e)) {
          throw e;
        }
        outcome.fail(id, e);
        break;
      } finally {
        nanos += System.nanoTime() - start;
      }
    }
    String host = SparkEnv.get().blockManager().blockManagerId().host();
    outcome.done(
        new TaskEnvelope(
            context.partitionId(), host, nanos / 1_000_000, context.attemptNumber(), seen));
    return outcome;
  }

  /** Thrown inside of a task where a partition is not in the cache. */
  private static final class NotCachedException extends RuntimeException {
    NotCachedException(int partition) {
      super("partition " + partition + " is not cached");
    }
  }

  /** A partition that is looked up before a pass begins, and read as often as it asks. */
  private static final class Reading {
    private final int rdd;
    private final int partition;
    private Optional<Iterator<Block>> first;

    Reading(int rdd, int partition) {
      this.rdd = rdd;
      this.partition = partition;
      this.first = Optional.of(find());
    }

    Shard shard() {
      return Shard.streamed(partition, this::open);
    }

    private Iterator<Block> open() {
      Iterator<Block> blocks = first.orElseGet(this::find);
      first = Optional.empty();
      return blocks;
    }

    private Iterator<Block> find() {
      return CachedPartitions.find(rdd, partition)
          .orElseThrow(() -> new NotCachedException(partition));
    }
  }
}
