package io.ogive.data;

import io.ogive.data.DataSummary.BlockInfo;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Which block belongs to which replica: a function of the blocks' rows and ids alone.
 *
 * <p>Training blocks are taken by rows, the most first, then by id, and each goes to the replica
 * with the fewest rows so far, the lowest number on ties; then held-out blocks, counted anew, in
 * the same way.
 */
public final class Dealing {
  private static final int ROWS_A_REPLICA = 16_384;
  private static final int MOST_REPLICAS = 8;

  private Dealing() {}

  /**
   * The replica of every block.
   *
   * @throws IllegalArgumentException if replicas are fewer than 1 or more than training blocks
   */
  public static NavigableMap<BlockId, Integer> replicaOf(DataSummary summary, int replicas) {
    int blocks = summary.blocks(Role.TRAIN).size();
    if (replicas < 1 || replicas > blocks) {
      throw new IllegalArgumentException(
          "%d replicas cannot share %d training blocks; set solver.adam.replicas to 1 .. %d, or data.block-rows lower"
              .formatted(replicas, blocks, blocks));
    }
    NavigableMap<BlockId, Integer> dealt = new TreeMap<>();
    for (Role role : Role.values()) {
      deal(summary.blocks(role), new long[replicas], dealt);
    }
    return dealt;
  }

  private static void deal(
      List<BlockInfo> blocks, long[] rows, NavigableMap<BlockId, Integer> dealt) {
    List<BlockInfo> order =
        blocks.stream()
            .sorted(
                Comparator.comparingInt(BlockInfo::rows).reversed().thenComparing(BlockInfo::id))
            .toList();
    for (BlockInfo block : order) {
      int least = 0;
      for (int r = 1; r < rows.length; r++) {
        least = rows[r] < rows[least] ? r : least;
      }
      rows[least] += block.rows();
      dealt.put(block.id(), least);
    }
  }

  /**
   * The number of replicas where the recipe names none: one for each 16,384 training rows, down to
   * a power of two, which shares well among cores, at least 1, at most 8, and no more than there
   * are training blocks.
   */
  public static int defaultReplicas(DataSummary summary) {
    long byRows = Math.max(1, summary.rows(Role.TRAIN) / ROWS_A_REPLICA);
    int most = Math.max(1, Math.min(MOST_REPLICAS, summary.blocks(Role.TRAIN).size()));
    return Integer.highestOneBit((int) Math.min(byRows, most));
  }
}
