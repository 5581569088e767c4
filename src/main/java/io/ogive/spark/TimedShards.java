package io.ogive.spark;

import io.ogive.data.Pass;
import io.ogive.data.Shard;
import io.ogive.data.Total;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.spark.SparkEnv;

/** The shards of a group, one after the other, each read as often as a pass asks. */
final class TimedShards implements Iterable<Shard> {
  private final int[] group;
  private final IntFunction<Shard> shards;
  private final long[] nanoseconds;
  private long since;
  private int place = -1;
  private int at;

  /**
   * A group.
   *
   * @param group the shards' numbers, at least one
   * @param shards by number
   */
  TimedShards(int[] group, IntFunction<Shard> shards) {
    this.group = group;
    this.shards = shards;
    this.nanoseconds = new long[group.length];
    this.at = group[0];
  }

  /**
   * What a pass finds in the group: an error of ours is a result, since another attempt would meet
   * it again, and so is a shard that is not cached, with which what was added so far is lost.
   *
   * @param task the group's number
   */
  <T extends Total<T>> Outcome<T> found(Pass<T> pass, int task, int attempt) {
    Outcome<T> outcome = new Outcome<>();
    long start = System.nanoTime();
    try {
      outcome.add(pass.overAll(this));
    } catch (CachedPartitions.NotCachedException e) {
      Arrays.stream(group).forEach(outcome::miss);
      return outcome;
    } catch (RuntimeException e) {
      if (!SparkErrors.isOwn(e)) {
        throw e;
      }
      outcome.fail(at, e);
    }
    long milliseconds = (System.nanoTime() - start) / 1_000_000;
    end();
    String host = SparkEnv.get().blockManager().blockManagerId().host();
    List<Integer> ids = Arrays.stream(group).boxed().toList();
    outcome.done(new TaskEnvelope(task, host, milliseconds, attempt, ids, nanoseconds()));
    return outcome;
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
  private void end() {
    long now = System.nanoTime();
    if (place >= 0) {
      nanoseconds[place] += now - since;
    }
    since = now;
    place = -1;
  }

  /** The time in each shard, once the pass has ended. */
  private List<Long> nanoseconds() {
    return Arrays.stream(nanoseconds).boxed().toList();
  }

  private Shard shard(int next) {
    end();
    place = next;
    at = group[next];
    return shards.apply(at);
  }
}
