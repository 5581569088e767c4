package io.ogive.spark;

import io.ogive.data.Block;
import io.ogive.data.BlockId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rows of some blocks as plain arrays, for the textbook.
 *
 * @param x stored values, rows x slots
 * @param y class indices
 * @param w row weights
 * @param first the row with which each block begins
 */
record PlainRows(double[][] x, int[] y, double[] w, Map<BlockId, Integer> first) {
  static PlainRows of(List<Block> blocks) {
    int rows = blocks.stream().mapToInt(Block::rows).sum();
    double[][] x = new double[rows][];
    int[] y = new int[rows];
    double[] w = new double[rows];
    Map<BlockId, Integer> first = new TreeMap<>();
    int at = 0;
    for (Block block : blocks) {
      first.put(block.id(), at);
      for (int i = 0; i < block.rows(); i++, at++) {
        x[at] = new double[block.columns()];
        block.copyRow(i, x[at], 0);
        y[at] = (int) block.labels()[i];
        w[at] = block.weights()[i];
      }
    }
    return new PlainRows(x, y, w, first);
  }
}
