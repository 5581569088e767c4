package io.ogive.testing;

import io.ogive.data.Block;
import io.ogive.data.BlockBuilder;
import io.ogive.data.LocalBlockStore;
import io.ogive.data.Role;
import io.ogive.data.Storage;
import io.ogive.math.KeyedRandom;
import java.util.ArrayList;
import java.util.List;

/** Plain rows in memory, to be cut into blocks in as many ways as a test wants. */
public record Table(double[][] x, double[] labels, double[] weights) {
  public int rows() {
    return x.length;
  }

  public int columns() {
    return x[0].length;
  }

  /** The rows in another order. */
  public Table ordered(int[] order) {
    double[][] rows = new double[order.length][];
    double[] newLabels = new double[order.length];
    double[] newWeights = new double[order.length];
    for (int i = 0; i < order.length; i++) {
      rows[i] = x[order[i]];
      newLabels[i] = labels[order[i]];
      newWeights[i] = weights[order[i]];
    }
    return new Table(rows, newLabels, newWeights);
  }

  /** The rows, shuffled. */
  public Table shuffled(long seed) {
    return ordered(KeyedRandom.of(seed).permutation(rows()));
  }

  /** Training blocks of {@code sources} sources of about as many rows each, without a shift. */
  public List<Block> blocks(int sources, int blockRows, boolean sparse, Storage storage) {
    return blocks(sources, blockRows, sparse, storage, new double[columns()]);
  }

  /** Training blocks of {@code sources} sources of about as many rows each. */
  public List<Block> blocks(
      int sources, int blockRows, boolean sparse, Storage storage, double[] shift) {
    List<Block> blocks = new ArrayList<>();
    for (int s = 0; s < sources; s++) {
      BlockBuilder builder =
          new BlockBuilder(
              s, Role.TRAIN, columns(), sparse, storage, blockRows, shift, blocks::add);
      int end = (int) ((s + 1L) * rows() / sources);
      for (int i = (int) ((long) s * rows() / sources); i < end; i++) {
        builder.startRow(labels[i], weights[i]);
        for (int j = 0; j < columns(); j++) {
          if (x[i][j] != 0) {
            builder.put(j, x[i][j]);
          }
        }
        builder.endRow();
      }
      builder.finish();
    }
    return blocks;
  }

  /** One source of full blocks, dense, float64. */
  public LocalBlockStore store() {
    return LocalBlockStore.of(
        columns(), false, 2, blocks(1, BlockBuilder.DEFAULT_ROWS, false, Storage.FLOAT64));
  }
}
