package io.ogive.spark;

import io.ogive.data.Shard;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

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

  /** The time in each shard, once the pass has ended. */
  List<Long> nanoseconds() {
    return Arrays.stream(nanoseconds).boxed().toList();
  }

  private Shard shard(int next) {
    end();
    place = next;
    at = group[next];
    return shards.apply(at);
  }
}
