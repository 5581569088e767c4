package io.ogive.math;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/**
 * A matrix of rows x columns in panels of 64 rows, lanes across rows: element (i, j) stands at
 * {@code ((i / 64) * columns + j) * 64 + i % 64}. Rows that pad the last panel are zero.
 *
 * <p>Values are float32 or float64 and are always handed out as double, which is exact.
 */
public final class Panels implements Serializable {
  /** Rows in a panel. */
  public static final int LANES = 64;

  private final int rows;
  private final int columns;
  private final float[] floats;
  private final double[] doubles;

  private Panels(int rows, int columns, float[] floats, double[] doubles) {
    this.rows = rows;
    this.columns = columns;
    this.floats = floats;
    this.doubles = doubles;
  }

  /** Float32 values, already in panels. */
  public static Panels of(int rows, int columns, float[] values) {
    checkLength(rows, columns, values.length);
    return new Panels(rows, columns, values, null);
  }

  /** Float64 values, already in panels. */
  public static Panels of(int rows, int columns, double[] values) {
    checkLength(rows, columns, values.length);
    return new Panels(rows, columns, null, values);
  }

  /** The number of values that panels of this shape hold, padding included. */
  public static int length(int rows, int columns) {
    return Math.multiplyExact(Math.multiplyExact(panels(rows), columns), LANES);
  }

  /** Where element (row, column) stands. */
  public static int index(int columns, int row, int column) {
    return (row / LANES * columns + column) * LANES + row % LANES;
  }

  private static int panels(int rows) {
    return (rows + LANES - 1) / LANES;
  }

  private static void checkLength(int rows, int columns, int length) {
    if (length != length(rows, columns)) {
      throw new IllegalArgumentException(
          "%d x %d panels need %d values, got %d"
              .formatted(rows, columns, length(rows, columns), length));
    }
  }

  public int rows() {
    return rows;
  }

  public int columns() {
    return columns;
  }

  /** The number of panels, the last one perhaps padded. */
  public int panels() {
    return panels(rows);
  }

  /** Whether values are float32; then {@link #floats()} holds them, else {@link #doubles()}. */
  public boolean isSingle() {
    return floats != null;
  }

  /** About what the values take in memory. */
  public long bytes() {
    return (long) length(rows, columns) * (isSingle() ? Float.BYTES : Double.BYTES);
  }

  float[] floats() {
    return floats;
  }

  double[] doubles() {
    return doubles;
  }

  /** Element (row, column). */
  public double get(int row, int column) {
    int index = index(columns, row, column);
    return floats != null ? floats[index] : doubles[index];
  }

  /**
   * Writes float32 rows that stand side by side into panels: up to 16 of them, the first at row
   * {@code row}, a multiple of 16, so that they fill whole lines of the cache.
   */
  public static void spread(float[] from, int rows, int columns, float[] panels, int row) {
    int to = index(columns, row, 0);
    int whole = rows - rows % 4;
    for (int i = 0; i < whole; i += 4) {
      spreadFour(from, i * columns, columns, panels, to + i);
    }
    for (int i = whole; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        panels[to + i + j * LANES] = from[i * columns + j];
      }
    }
  }

  /** Of strides that the compiler knows, which it needs to drop its array checks. */
  private static void spreadFour(float[] from, int first, int columns, float[] panels, int to) {
    int second = first + columns;
    int third = second + columns;
    int fourth = third + columns;
    for (int j = 0; j < columns; j++) {
      panels[to + j * LANES] = from[first + j];
      panels[to + j * LANES + 1] = from[second + j];
      panels[to + j * LANES + 2] = from[third + j];
      panels[to + j * LANES + 3] = from[fourth + j];
    }
  }

  /** Row {@code rows[i]} of the i-th panels, all of one width and precision, as row i. */
  public static Panels gathered(List<Panels> from, int[] rows) {
    int columns = from.get(0).columns;
    boolean single = from.get(0).isSingle();
    int length = length(rows.length, columns);
    float[] floats = new float[single ? length : 0];
    double[] doubles = new double[single ? 0 : length];
    for (int i = 0; i < rows.length; i++) {
      Panels x = from.get(i);
      int at = index(columns, rows[i], 0);
      int to = index(columns, i, 0);
      for (int j = 0; j < columns * LANES; j += LANES) {
        if (single) {
          floats[to + j] = x.floats[at + j];
        } else {
          doubles[to + j] = x.doubles[at + j];
        }
      }
    }
    return single ? of(rows.length, columns, floats) : of(rows.length, columns, doubles);
  }

  /** Copies one row into {@code out[offset .. offset + columns)}. */
  public void copyRow(int row, double[] out, int offset) {
    int index = index(columns, row, 0);
    for (int j = 0; j < columns; j++, index += LANES) {
      out[offset + j] = floats != null ? floats[index] : doubles[index];
    }
  }

  /** Copies one column of one panel, 64 rows of it with padding, into {@code out[0 .. 64)}. */
  public void copyLanes(int panel, int column, double[] out) {
    int index = (panel * columns + column) * LANES;
    if (floats == null) {
      System.arraycopy(doubles, index, out, 0, LANES);
      return;
    }
    for (int lane = 0; lane < LANES; lane++) {
      out[lane] = floats[index + lane];
    }
  }

  /** A hash of shape and values, continuing {@code seed}. */
  public long hash(long seed) {
    long shape = Hash64.mix(Hash64.mix(seed, rows), columns);
    return floats != null ? Kernels.best().hash(shape, floats) : Hash64.of(shape, doubles);
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeInt(rows);
    out.writeInt(columns);
    out.writeBoolean(isSingle());
    if (isSingle()) {
      ArrayBytes.write(floats, out);
    } else {
      ArrayBytes.write(doubles, out);
    }
  }

  static Panels readFrom(DataInput in) throws IOException {
    int rows = in.readInt();
    int columns = in.readInt();
    return in.readBoolean()
        ? of(rows, columns, ArrayBytes.floats(in))
        : of(rows, columns, ArrayBytes.doubles(in));
  }

  private Object writeReplace() {
    return new MatrixBytes(this);
  }
}
