package io.ogive.objective;

import io.ogive.data.Block;
import io.ogive.health.HealthTotal;
import io.ogive.health.SourceHealth;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of a batch whose statistics are counted together: all of them, under the number of their
 * source, or, where rows are in groups, those of one group.
 *
 * @param id of the source or of the group
 * @param count the rows
 * @param rows their places in the batch, in order; empty where they are all of its rows
 */
record RowGroup(int id, int count, int[] rows) {
  private static final int[] ALL = {};

  /** The groups of a whole block. */
  static List<RowGroup> of(Block block) {
    if (block.groups().length == 0) {
      return List.of(new RowGroup(block.id().source(), block.rows(), ALL));
    }
    return of(block.groups());
  }

  /** The groups of a batch of rows {@code rows[from .. from + count)} of a block. */
  static List<RowGroup> of(Block block, int[] rows, int from, int count) {
    if (block.groups().length == 0) {
      return List.of(new RowGroup(block.id().source(), count, ALL));
    }
    short[] groups = new short[count];
    for (int i = 0; i < count; i++) {
      groups[i] = block.groups()[rows[from + i]];
    }
    return of(groups);
  }

  private static List<RowGroup> of(short[] groups) {
    int most = 0;
    for (short group : groups) {
      most = Math.max(most, group);
    }
    int[] counts = new int[most + 1];
    for (short group : groups) {
      counts[group]++;
    }
    List<RowGroup> all = new ArrayList<>();
    int[][] rows = new int[counts.length][];
    for (int g = 0; g < counts.length; g++) {
      if (counts[g] > 0) {
        rows[g] = counts[g] == groups.length ? ALL : new int[counts[g]];
        all.add(new RowGroup(g, counts[g], rows[g]));
        counts[g] = 0;
      }
    }
    for (int i = 0; i < groups.length && all.size() > 1; i++) {
      rows[groups[i]][counts[groups[i]]++] = i;
    }
    return all;
  }

  /** The health of what is of a block's rows together: of its source, or of no group alone. */
  static SourceHealth together(HealthTotal health, Block block) {
    return block.groups().length == 0 ? health.source(block.id().source()) : health.common();
  }

  /** Whether all rows of the batch are in it. */
  boolean isWhole() {
    return rows.length == 0;
  }

  /** The place in the batch of row {@code i} of the group. */
  int row(int i) {
    return rows.length == 0 ? i : rows[i];
  }

  /** The values of these rows, of which each has so many; the same array where that is all. */
  double[] of(double[] values, int each) {
    if (rows.length == 0) {
      return values;
    }
    double[] some = new double[count * each];
    for (int i = 0; i < count; i++) {
      System.arraycopy(values, rows[i] * each, some, i * each, each);
    }
    return some;
  }

  /** The same in float32. */
  float[] of(float[] values, int each) {
    if (rows.length == 0) {
      return values;
    }
    float[] some = new float[count * each];
    for (int i = 0; i < count; i++) {
      System.arraycopy(values, rows[i] * each, some, i * each, each);
    }
    return some;
  }

  /** The same of values side by side, one a row. */
  double[][] of(double[][] columns) {
    double[][] some = new double[columns.length][];
    for (int k = 0; k < some.length; k++) {
      some[k] = of(columns[k], 1);
    }
    return some;
  }
}
