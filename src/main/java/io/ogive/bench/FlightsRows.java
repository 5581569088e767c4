package io.ogive.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * {@link FlightsTable} encoded once more, for the evaluator alone: a one in the slot of each level,
 * slots in the order of their names.
 *
 * @param slots per row, the slots of its levels, ascending
 * @param numbers per row, the value of slot {@code numberSlot}
 */
record FlightsRows(int columns, int numberSlot, byte[] labels, short[][] slots, double[] numbers)
    implements Rows {
  @Override
  public long size() {
    return labels.length;
  }

  @Override
  public int classes() {
    return 2;
  }

  @Override
  public void read(long from, long to, Sink sink) throws IOException {
    int[] indices = new int[FlightsTable.TEXTS.size() + 1];
    double[] values = new double[indices.length];
    Arrays.fill(values, 1);
    indices[0] = numberSlot;
    for (int i = (int) from; i < to; i++) {
      values[0] = numbers[i];
      for (int k = 1; k < indices.length; k++) {
        indices[k] = slots[k - 1][i];
      }
      sink.row(labels[i], indices, values);
    }
  }

  /** Reads the file through a local session of this process. */
  static FlightsRows read(String file) {
    SparkSession spark =
        SparkSession.builder()
            .appName("ogive bench")
            .master(System.getProperty("spark.master", "local"))
            .getOrCreate();
    Dataset<Row> table = FlightsTable.of(spark, file);
    TreeSet<String> names = new TreeSet<>(List.of(FlightsTable.NUMBER));
    List<TreeMap<String, Short>> slotOf = new ArrayList<>();
    for (String column : FlightsTable.TEXTS) {
      TreeMap<String, Short> levels = new TreeMap<>();
      for (Row row : table.select(column).distinct().collectAsList()) {
        levels.put(row.getString(0), (short) 0);
        names.add(FlightsTable.slot(column, row.getString(0)));
      }
      slotOf.add(levels);
    }
    List<String> order = List.copyOf(names);
    for (int c = 0; c < slotOf.size(); c++) {
      String column = FlightsTable.TEXTS.get(c);
      slotOf
          .get(c)
          .replaceAll((level, none) -> (short) order.indexOf(FlightsTable.slot(column, level)));
    }
    int size = Math.toIntExact(table.count());
    FlightsRows rows =
        new FlightsRows(
            order.size(),
            order.indexOf(FlightsTable.NUMBER),
            new byte[size],
            new short[slotOf.size()][size],
            new double[size]);
    int at = 0;
    for (Iterator<Row> all = table.toLocalIterator(); all.hasNext(); at++) {
      Row row = all.next();
      rows.labels[at] = (byte) row.getInt(0);
      rows.numbers[at] = row.getDouble(1);
      for (int c = 0; c < slotOf.size(); c++) {
        rows.slots[c][at] = slotOf.get(c).get(row.getString(c + 2));
      }
    }
    return rows;
  }
}
