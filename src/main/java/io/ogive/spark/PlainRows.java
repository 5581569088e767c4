package io.ogive.spark;

import io.ogive.data.Block;
import io.ogive.data.BlockId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rows of some blocks as plain arrays, for the textbook.
 *
 * @param x stored values, rows x slots
 * @param labels as blocks hold them
 * @param w row weights
 * @param first the row with which each block begins
 */
record PlainRows(double[][] x, double[] labels, double[] w, Map<BlockId, Integer> first) {
  static PlainRows of(List<Block> blocks) {
    int rows = blocks.stream().mapToInt(Block::rows).sum();
    double[][] x = new double[rows][];
    double[] labels = new double[rows];
    double[] w = new double[rows];
    Map<BlockId, Integer> first = new TreeMap<>();
    int at = 0;
    for (Block block : blocks) {
      first.put(block.id(), at);
      for (int i = 0; i < block.rows(); i++, at++) {
        x[at] = new double[block.columns()];
        block.copyRow(i, x[at], 0);
        labels[at] = block.labels()[i];
        w[at] = block.weights()[i];
      }
    }
    return new PlainRows(x, labels, w, first);
  }

  /** Class indices. */
  int[] y() {
    return Arrays.stream(labels).mapToInt(label -> (int) label).toArray();
  }
}
