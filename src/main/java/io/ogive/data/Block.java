package io.ogive.data;

import io.ogive.math.Hash64;
import io.ogive.math.Kernels;
import io.ogive.math.Panels;
import io.ogive.math.SparseRows;
import java.io.Serializable;

/**
 * Up to 1,024 rows of one source: labels, weights and features, dense or sparse.
 *
 * <p>Dense features are shifted by {@link Features#shift()} before they are rounded to storage;
 * sparse ones are stored as they are, and their shift is zero.
 *
 * @see BlockBuilder
 */
public sealed interface Block extends Serializable {
  /** What rows that are not in groups have. */
  short[] NO_GROUPS = {};

  BlockId id();

  /** The class index of each row for a classifier. */
  double[] labels();

  /** The row weights, not yet multiplied by class weights. */
  double[] weights();

  /**
   * The group of each row, from 0, by which statistics are counted; empty where rows are not in
   * groups. No part of what a model is made of, nor of the checksum.
   */
  short[] groups();

  /** The same rows in groups. */
  Block in(short[] groups);

  int columns();

  default int rows() {
    return labels().length;
  }

  /** The number of values that are stored. */
  long entries();

  /** About what the block takes in memory. */
  long bytes();

  /** Writes the stored values of one row into {@code out[offset .. offset + columns)}. */
  void copyRow(int row, double[] out, int offset);

  /**
   * {@code out[i] = start + sum over j of weights[j] * x[i][j]}, by fma in the order of columns:
   * the same bits dense and sparse.
   */
  void margins(double[] weights, double start, double[] out);

  /** The same for several vectors of weights in one reading of the features. */
  void margins(double[][] weights, double[] starts, double[][] out);

  /** A hash of everything the block holds: equal for a block that is rebuilt from equal input. */
  long checksum();

  /** Features as panels of 64 rows. */
  record Dense(BlockId id, double[] labels, double[] weights, Panels features, short[] groups)
      implements Block {
    /** Rows that are not in groups. */
    public Dense(BlockId id, double[] labels, double[] weights, Panels features) {
      this(id, labels, weights, features, NO_GROUPS);
    }

    @Override
    public Block in(short[] theirs) {
      return new Dense(id, labels, weights, features, theirs);
    }

    @Override
    public int columns() {
      return features.columns();
    }

    @Override
    public long entries() {
      return (long) rows() * columns();
    }

    @Override
    public long bytes() {
      return features.bytes() + bytesOfRows(this);
    }

    @Override
    public void copyRow(int row, double[] out, int offset) {
      features.copyRow(row, out, offset);
    }

    @Override
    public void margins(double[] weights, double start, double[] out) {
      Kernels.best().margins(features, weights, start, out);
    }

    @Override
    public void margins(double[][] weights, double[] starts, double[][] out) {
      Kernels.best().margins(features, weights, starts, out);
    }

    @Override
    public long checksum() {
      return features.hash(rowHash(this));
    }
  }

  /** Features as compressed rows. */
  record Sparse(BlockId id, double[] labels, double[] weights, SparseRows features, short[] groups)
      implements Block {
    /** Rows that are not in groups. */
    public Sparse(BlockId id, double[] labels, double[] weights, SparseRows features) {
      this(id, labels, weights, features, NO_GROUPS);
    }

    @Override
    public Block in(short[] theirs) {
      return new Sparse(id, labels, weights, features, theirs);
    }

    @Override
    public int columns() {
      return features.columns();
    }

    @Override
    public long entries() {
      return features.start(features.rows());
    }

    @Override
    public long bytes() {
      return features.bytes() + bytesOfRows(this);
    }

    @Override
    public void copyRow(int row, double[] out, int offset) {
      features.copyRow(row, out, offset);
    }

    @Override
    public void margins(double[] weights, double start, double[] out) {
      features.margins(weights, start, out);
    }

    @Override
    public void margins(double[][] weights, double[] starts, double[][] out) {
      for (int v = 0; v < weights.length; v++) {
        features.margins(weights[v], starts[v], out[v]);
      }
    }

    @Override
    public long checksum() {
      return features.hash(rowHash(this));
    }
  }

  private static long bytesOfRows(Block block) {
    return 256 + 16L * block.rows() + (long) Short.BYTES * block.groups().length;
  }

  private static long rowHash(Block block) {
    return Hash64.of(Hash64.of(block.id().key(), block.labels()), block.weights());
  }
}
