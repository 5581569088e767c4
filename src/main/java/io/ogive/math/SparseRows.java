package io.ogive.math;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.BitSet;

/**
 * A matrix in compressed rows: the entries of row i stand at {@code starts[i] .. starts[i + 1]},
 * with columns ascending. Values are float32 or float64, handed out as double, which is exact.
 */
public final class SparseRows implements Serializable {
  private final int columns;
  private final int[] starts;
  private final int[] indices;
  private final float[] floats;
  private final double[] doubles;
  private transient int[] distinct;

  private SparseRows(int columns, int[] starts, int[] indices, float[] floats, double[] doubles) {
    this.columns = columns;
    this.starts = starts;
    this.indices = indices;
    this.floats = floats;
    this.doubles = doubles;
  }

  /** Float32 values. */
  public static SparseRows of(int columns, int[] starts, int[] indices, float[] values) {
    checkLengths(starts, indices, values.length);
    return new SparseRows(columns, starts, indices, values, null);
  }

  /** Float64 values. */
  public static SparseRows of(int columns, int[] starts, int[] indices, double[] values) {
    checkLengths(starts, indices, values.length);
    return new SparseRows(columns, starts, indices, null, values);
  }

  private static void checkLengths(int[] starts, int[] indices, int values) {
    if (starts.length == 0
        || starts[0] != 0
        || starts[starts.length - 1] != indices.length
        || indices.length != values) {
      throw new IllegalArgumentException(
          "starts %s do not fit %d indices and %d values"
              .formatted(
                  starts.length == 0 ? "[]" : "ending in " + starts[starts.length - 1],
                  indices.length,
                  values));
    }
  }

  /** About what rows take in memory, with the columns that they touch. */
  public long bytes() {
    int entry = (isSingle() ? Float.BYTES : Double.BYTES) + 2 * Integer.BYTES;
    return (long) indices.length * entry + (long) starts.length * Integer.BYTES;
  }

  public int rows() {
    return starts.length - 1;
  }

  public int columns() {
    return columns;
  }

  /** Whether values are float32. */
  public boolean isSingle() {
    return floats != null;
  }

  /** The first entry of a row; the row ends where the next one starts. */
  public int start(int row) {
    return starts[row];
  }

  /** The column of an entry. */
  public int column(int entry) {
    return indices[entry];
  }

  /** The value of an entry. */
  public double value(int entry) {
    return floats != null ? floats[entry] : doubles[entry];
  }

  /**
   * Every column that has an entry: each once where that is a quarter of the entries or less, else
   * as the entries are. Not to be changed.
   */
  public int[] touched() {
    int[] found = distinct;
    if (found == null) {
      found = distinctColumns();
      found = found.length <= indices.length / 4 ? found : indices;
      distinct = found; // whoever comes at the same time finds the same
    }
    return found;
  }

  private int[] distinctColumns() {
    BitSet set = new BitSet(columns);
    for (int column : indices) {
      set.set(column);
    }
    return set.stream().toArray();
  }

  int[] indices() {
    return indices;
  }

  /** The values, or null where they are float64. */
  float[] floats() {
    return floats;
  }

  /** The values, or null where they are float32. */
  double[] doubles() {
    return doubles;
  }

  /** The same rows with squared values, in float64. */
  public SparseRows squared() {
    double[] squares = new double[indices.length];
    for (int k = 0; k < squares.length; k++) {
      squares[k] = value(k) * value(k);
    }
    return new SparseRows(columns, starts, indices, null, squares);
  }

  /** Writes one row as a dense one into {@code out[offset .. offset + columns)}. */
  public void copyRow(int row, double[] out, int offset) {
    Arrays.fill(out, offset, offset + columns, 0.0);
    for (int k = starts[row]; k < starts[row + 1]; k++) {
      out[offset + indices[k]] = value(k);
    }
  }

  /**
   * {@code out[i] = start + sum over j of weights[j] * x[i][j]}, by fma in the order of columns.
   */
  public void margins(double[] weights, double start, double[] out) {
    for (int i = 0; i < rows(); i++) {
      double z = start;
      for (int k = starts[i]; k < starts[i + 1]; k++) {
        z = Math.fma(weights[indices[k]], value(k), z);
      }
      out[i] = z;
    }
  }

  /** {@code out[j] += sum over i of r[i] * x[i][j]}, by fma in the order of rows. */
  public void addTransposed(double[] r, double[] out) {
    for (int i = 0; i < rows(); i++) {
      for (int k = starts[i]; k < starts[i + 1]; k++) {
        out[indices[k]] = Math.fma(r[i], value(k), out[indices[k]]);
      }
    }
  }

  /** A hash of shape and entries, continuing {@code seed}. */
  public long hash(long seed) {
    long shape = Hash64.of(Hash64.of(Hash64.mix(seed, columns), starts), indices);
    return floats != null ? Kernels.best().hash(shape, floats) : Hash64.of(shape, doubles);
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeInt(columns);
    ArrayBytes.write(starts, out);
    ArrayBytes.write(indices, out);
    out.writeBoolean(isSingle());
    if (isSingle()) {
      ArrayBytes.write(floats, out);
    } else {
      ArrayBytes.write(doubles, out);
    }
  }

  static SparseRows readFrom(DataInput in) throws IOException {
    int columns = in.readInt();
    int[] starts = ArrayBytes.ints(in);
    int[] indices = ArrayBytes.ints(in);
    return in.readBoolean()
        ? of(columns, starts, indices, ArrayBytes.floats(in))
        : of(columns, starts, indices, ArrayBytes.doubles(in));
  }

  private Object writeReplace() {
    return new MatrixBytes(this);
  }
}
