package io.ogive.data;

import io.ogive.math.Panels;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Collects the rows of one source and role into blocks.
 *
 * <p>For each row {@link #startRow}, then {@link #put} its non-zero slots in ascending order, then
 * {@link #endRow}; a row that is started and not ended does not count. At the end {@link #finish}.
 *
 * <p>A block has {@code blockRows} rows, or fewer where dense rows are wide: at most 2^22 values,
 * in panels of 64 rows, but at least one panel. So the cut depends on the width alone.
 */
public final class BlockBuilder implements SlotSink {
  /** Rows of a full block unless the recipe says otherwise. */
  public static final int DEFAULT_ROWS = 1024;

  private static final int MOST_VALUES = 1 << 22;

  private final int source;
  private final Role role;
  private final Consumer<Block> sink;
  private final RowBuffer rows;
  private final double[] labels;
  private final double[] weights;
  private final ColumnSums sums = new ColumnSums(0);
  private short[] groups = Block.NO_GROUPS;
  private int filled;
  private int blocks;

  /** As the longer constructor; errors name slots by their numbers. */
  public BlockBuilder(
      int source,
      Role role,
      int width,
      boolean sparse,
      Storage storage,
      int blockRows,
      double[] shift,
      Consumer<Block> sink) {
    this(source, role, width, sparse, storage, blockRows, shift, sink, slot -> "slot " + slot);
  }

  /**
   * Collects rows of {@code width} slots.
   *
   * @param blockRows rows of a full block, at least 1
   * @param shift taken off each slot's value before it is rounded to {@code storage}; all zero for
   *     sparse blocks
   * @param sink is handed each block when it is full
   * @param slotNames names slots in errors
   */
  public BlockBuilder(
      int source,
      Role role,
      int width,
      boolean sparse,
      Storage storage,
      int blockRows,
      double[] shift,
      Consumer<Block> sink,
      IntFunction<String> slotNames) {
    if (width < 1 || shift.length != width) {
      throw new IllegalArgumentException(
          "rows need at least one slot and a shift for each, got %d slots and %d shifts"
              .formatted(width, shift.length));
    }
    int capacity = sparse ? blockRows : denseRows(width, blockRows);
    if (capacity < 1) {
      throw new IllegalArgumentException("data.block-rows must be positive, was " + blockRows);
    }
    this.source = source;
    this.role = role;
    this.sink = sink;
    this.rows =
        sparse
            ? new SparseBuffer(width, storage, shift, slotNames)
            : new DenseBuffer(width, storage, shift, slotNames, capacity);
    this.labels = new double[capacity];
    this.weights = new double[capacity];
  }

  /** The rows of a full dense block of this width. */
  static int denseRows(int width, int blockRows) {
    if (width > Integer.MAX_VALUE / Panels.LANES) {
      throw new IllegalArgumentException(
          "%d slots are too many for dense rows; set features.density = sparse".formatted(width));
    }
    int panels = MOST_VALUES / Panels.LANES / width;
    return Math.min(blockRows, Math.max(1, panels) * Panels.LANES);
  }

  /**
   * Starts a row; one that was started before and not ended is forgotten.
   *
   * @throws BadValueException if the label is not finite, or the weight neither 0 nor a positive
   *     number from 2^-500 to 2^500
   */
  public void startRow(double label, double weight) {
    if (Double.isNaN(label) || Double.isInfinite(label)) {
      throw Storage.FLOAT64.refuse("label", label, 0);
    }
    if (weight < 0) {
      throw new BadValueException("weight", "value " + weight + " is negative", "correct the row");
    }
    if (!Storage.FLOAT64.holds(weight)) {
      throw Storage.FLOAT64.refuse("weight", weight, 0);
    }
    labels[filled] = label;
    weights[filled] = weight;
    rows.start(filled);
  }

  /** Says the group of the row that was started; of all rows or of none. */
  public void group(int group) {
    if (groups.length == 0) {
      groups = new short[labels.length];
    }
    groups[filled] = (short) group;
  }

  /**
   * Sets a slot of the row; slots that are not put are 0.
   *
   * @throws BadValueException if the value cannot be stored
   * @throws IllegalArgumentException if the slot does not exist or does not follow the last one
   */
  @Override
  public void put(int slot, double value) {
    rows.put(slot, value);
  }

  @Override
  public void putAll(int slot, byte[] values, int at, int count) {
    rows.putAll(slot, values, at, count);
  }

  @Override
  public void putAll(int slot, int[] indices, double[] values, int count) {
    rows.putAll(slot, indices, values, count);
  }

  /** Ends the row, and hands on the block if that fills it. */
  public void endRow() {
    rows.end();
    filled++;
    if (filled == labels.length) {
      emit();
    }
  }

  /** Hands on the rows that do not fill a block. */
  public void finish() {
    if (filled > 0) {
      emit();
    }
  }

  /** From now on labels are no class indices, but numbers or flags. */
  public BlockBuilder withoutClasses() {
    sums.ignoreLabels();
    return this;
  }

  /** What the moments of the rows in blocks are made of. */
  public ColumnSums sums() {
    return sums;
  }

  private void emit() {
    BlockId id = new BlockId(source, role, blocks++);
    int count = filled;
    filled = 0;
    Block block = rows.take(id, Arrays.copyOf(labels, count), Arrays.copyOf(weights, count), sums);
    sink.accept(groups.length == 0 ? block : block.in(Arrays.copyOf(groups, count)));
  }
}
