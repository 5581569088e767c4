package io.ogive.objective;

import io.ogive.data.BlockId;
import io.ogive.math.KeyedRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which rows a replica takes in which local step: plain data, a function of the recipe alone.
 *
 * <p>A replica reads one endless stream. In each epoch its blocks come in an order drawn from
 * (seed, epoch, block), a block's rows in an order drawn from the same, and are cut into batches; a
 * batch comes from one block, and the last one of a block may be short. Neither order knows the
 * replica's number or who else has blocks.
 *
 * @param batches one a step, in order
 */
public record BatchPlan(List<Batch> batches) {
  private static final long BLOCK_ORDER = 1;
  private static final long ROW_ORDER = 2;

  public BatchPlan {
    batches = List.copyOf(batches);
  }

  /** A block and its rows that train, by their place in the block. */
  public record Extent(BlockId id, int[] taken) {
    /** All rows of a block. */
    public Extent(BlockId id, int rows) {
      this(id, IntStream.range(0, rows).toArray());
    }

    /** The rows of a block of so many that are not kept back. */
    public static Extent of(BlockId id, int rows, Validation validation) {
      return new Extent(id, validation.training(id, rows));
    }

    /** The number of rows that train. */
    public int rows() {
      return taken.length;
    }
  }

  /** The rows of one step, by their place in the block, and in which epoch they are taken. */
  public record Batch(BlockId block, long epoch, int[] rows) {}

  /**
   * The steps {@code first .. first + steps - 1} of the stream over some blocks.
   *
   * @param blocks a replica's training blocks; empty ones are passed over
   * @param batch the most rows of a batch
   * @return no batches if there are no rows
   */
  public static BatchPlan of(long seed, List<Extent> blocks, int batch, long first, int steps) {
    List<Extent> filled = blocks.stream().filter(b -> b.rows() > 0).toList();
    long epochSteps = batches(filled, batch);
    List<Batch> planned = new ArrayList<>();
    long step = epochSteps == 0 ? first : first / epochSteps * epochSteps;
    for (long epoch = epochSteps == 0 ? 0 : first / epochSteps;
        epochSteps > 0 && step < first + steps;
        epoch++) {
      for (Extent block : inOrder(seed, epoch, filled)) {
        int count = batches(block.rows(), batch);
        if (step + count > first && step < first + steps) {
          int[] order =
              KeyedRandom.of(seed, ROW_ORDER, epoch, block.id().key()).permutation(block.rows());
          Arrays.setAll(order, i -> block.taken()[order[i]]);
          for (int b = 0; b < count; b++) {
            if (step + b >= first && step + b < first + steps) {
              int to = Math.min(block.rows(), (b + 1) * batch);
              planned.add(new Batch(block.id(), epoch, Arrays.copyOfRange(order, b * batch, to)));
            }
          }
        }
        step += count;
      }
    }
    return new BatchPlan(planned);
  }

  /** The batches of one epoch over some blocks. */
  public static long batches(List<Extent> blocks, int batch) {
    return blocks.stream().mapToLong(b -> batches(b.rows(), batch)).sum();
  }

  private static int batches(int rows, int batch) {
    return (int) (((long) rows + batch - 1) / batch);
  }

  private static List<Extent> inOrder(long seed, long epoch, List<Extent> blocks) {
    return blocks.stream()
        .sorted(
            Comparator.<Extent>comparingLong(
                    b -> KeyedRandom.of(seed, BLOCK_ORDER, epoch, b.id().key()).nextLong())
                .thenComparing(Extent::id))
        .toList();
  }
}
