package io.ogive.spark;

import io.ogive.data.Pass;
import io.ogive.data.Shard;
import io.ogive.data.Total;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
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
    Shards shards = new Shards(rdd, group);
    long start = System.nanoTime();
    try {
      outcome.add(here.overAll(shards));
    } catch (NotCachedException e) { // what was added so far is lost with it
      Arrays.stream(group).forEach(outcome::miss);
      return outcome;
    } catch (RuntimeException e) {
      if (!SparkErrors.isOwn(e)) {
        throw e;
      }
      outcome.fail(shards.at(), e);
    }
    long milliseconds = (System.nanoTime() - start) / 1_000_000;
    shards.end();
    String host = SparkEnv.get().blockManager().blockManagerId().host();
    List<Integer> ids = Arrays.stream(group).boxed().toList();
    outcome.done(
        new TaskEnvelope(
            context.partitionId(),
            host,
            milliseconds,
            context.attemptNumber(),
            ids,
            shards.nanoseconds()));
    return outcome;
  }

  /** Thrown inside of a task where a partition is not in the cache. */
  private static final class NotCachedException extends RuntimeException {
    NotCachedException(int partition) {
      super("partition " + partition + " is not cached");
    }
  }

  /** The shards of a group, one after the other, each read as often as a pass asks. */
  private static final class Shards implements Iterable<Shard> {
    private final int rdd;
    private final int[] group;
    private final long[] nanoseconds;
    private long since;
    private int place = -1;
    private int at;

    Shards(int rdd, int[] group) {
      this.rdd = rdd;
      this.group = group;
      this.nanoseconds = new long[group.length];
      this.at = group[0];
    }

    /** The number of the shard that was handed out last. */
    int at() {
      return at;
    }

    @Override
    public Iterator<Shard> iterator() {
      end();
      Iterator<Shard> each = IntStream.range(0, group.length).mapToObj(this::shard).iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          boolean more = each.hasNext();
          if (!more) {
            end();
          }
          return more;
        }

        @Override
        public Shard next() {
          return each.next();
        }
      };
    }

    /** The time between one shard and the next is that of the first. */
    void end() {
      long now = System.nanoTime();
      if (place >= 0) {
        nanoseconds[place] += now - since;
      }
      since = now;
      place = -1;
    }

    List<Long> nanoseconds() {
      return Arrays.stream(nanoseconds).boxed().toList();
    }

    private Shard shard(int next) {
      end();
      place = next;
      int partition = group[next];
      at = partition;
      return Shard.streamed(
          partition,
          () ->
              CachedPartitions.find(rdd, partition)
                  .orElseThrow(() -> new NotCachedException(partition)));
    }
  }
}
