package io.ogive.spark;

import io.ogive.data.BadValueException;
import io.ogive.data.Column;
import io.ogive.data.Features;
import io.ogive.data.Role;
import io.ogive.data.SlotSink;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;

/**
 * What the first training rows of the first partition that has any say of the rest: up to 1,000
 * rows for the density, up to 101 of them for the shift.
 *
 * <p>Both depend on the data alone. Rows are sparse under {@link InputSpec.Density#AUTO} if they
 * have more than 16 slots and under a quarter of the slots of those rows is not zero. The shift of
 * a slot is 0 for sparse rows, for levels and for indicators; else the lower median of its values,
 * or 0 where that is not 0 in size but below 1e-15 or over 1e30, where a difference might not be
 * storable.
 */
final class FirstRows implements Serializable {
  private static final int FOR_DENSITY = 1000;
  private static final int FOR_SHIFT = 101;
  private static final int NARROW = 16;
  private static final double SPARSE_BELOW = 0.25;

  private final List<int[]> slots = new ArrayList<>();
  private final List<double[]> values = new ArrayList<>();
  private final transient Buffer buffer = new Buffer();
  private long rows;
  private long entries;

  /** No row. */
  FirstRows() {}

  /** Looks at rows of {@code layout}. */
  static FirstRows of(JavaRDD<InputRow> input, Layout layout, InputSpec spec, Features features) {
    InputSpec.Split split = spec.split();
    List<Column> columns = features.columns();
    return PartitionScan.first(input, in -> scan(in, layout, split, columns))
        .orElseGet(FirstRows::new);
  }

  private static Optional<FirstRows> scan(
      Iterator<InputRow> in, Layout layout, InputSpec.Split split, List<Column> columns) {
    FirstRows found = new FirstRows();
    RowParser parsed = new RowParser(layout, split);
    while (in.hasNext() && !found.isComplete()) {
      try {
        parsed.parse(in.next().values());
        found.add(parsed, columns);
      } catch (BadValueException | RowParser.MalformedRowException e) {
        // The pass that builds blocks says so, or counts it.
      }
    }
    return found.isEmpty() ? Optional.empty() : Optional.of(found);
  }

  boolean isEmpty() {
    return rows == 0;
  }

  boolean isComplete() {
    return rows >= FOR_DENSITY;
  }

  /** Adds a row, if it is one to train on. */
  void add(RowParser parsed, List<Column> columns) {
    buffer.count = 0;
    if (parsed.role() == Role.TRAIN && Features.encode(columns, parsed.row(), buffer)) {
      add(buffer);
    }
  }

  private void add(Buffer buffer) {
    if (rows++ < FOR_SHIFT) {
      slots.add(Arrays.copyOf(buffer.slots, buffer.count));
      values.add(Arrays.copyOf(buffer.values, buffer.count));
    }
    entries += buffer.count;
  }

  /** Whether blocks are to be sparse. */
  boolean sparse(InputSpec.Density density, int width) {
    return switch (density) {
      case DENSE -> false;
      case SPARSE -> true;
      case AUTO -> width > NARROW && entries < SPARSE_BELOW * width * rows;
    };
  }

  /** The shift of every slot, for dense rows. */
  double[] shift(Features features) {
    double[] shift = new double[features.width()];
    int[] next = new int[slots.size()];
    int slot = 0;
    for (Column column : features.columns()) {
      int end = slot + column.width();
      int shifted = column instanceof Column.Numeric ? slot + 1 : end;
      boolean levels = column instanceof Column.Levels;
      for (; slot < end; slot++) {
        double median = median(slot, next);
        shift[slot] = levels || slot >= shifted ? 0 : median;
      }
    }
    return shift;
  }

  /** The lower median of a slot; {@code next} is each row's first entry at or after it. */
  private double median(int slot, int[] next) {
    double[] ascending = new double[next.length];
    for (int r = 0; r < next.length; r++) {
      boolean isThere = next[r] < slots.get(r).length && slots.get(r)[next[r]] == slot;
      double value = isThere ? values.get(r)[next[r]++] : 0;
      // By insertion: the library's sort takes longer to compile than to run here.
      int at = r;
      for (; at > 0 && Double.compare(ascending[at - 1], value) > 0; at--) {
        ascending[at] = ascending[at - 1];
      }
      ascending[at] = value;
    }
    double median = ascending.length == 0 ? 0 : ascending[(ascending.length - 1) / 2];
    double size = Math.abs(median);
    return size >= 1e-15 && size <= 1e30 ? median : 0;
  }

  private static final class Buffer implements SlotSink {
    private int[] slots = new int[64];
    private double[] values = new double[64];
    private int count;

    @Override
    public void put(int slot, double value) {
      if (count == slots.length) {
        slots = Arrays.copyOf(slots, 2 * count);
        values = Arrays.copyOf(values, 2 * count);
      }
      slots[count] = slot;
      values[count] = value;
      count++;
    }
  }
}
