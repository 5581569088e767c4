package io.ogive.bench;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Flights as a table: whether one was late, from where to where, how far and when. */
final class FlightsTable {
  static final String NUMBER = "distance";
  static final List<String> TEXTS = List.of("destination", "hour", "month", "origin", "weekday");

  private FlightsTable() {}

  /** The rows of the file that tell everything; nothing is read yet. */
  static Dataset<Row> of(SparkSession spark, String file) {
    return spark
        .read()
        .parquet(file)
        .where(
            "delay is not null and distance is not null and origin is not null"
                + " and destination is not null and date is not null")
        .selectExpr(
            "int(delay > 15) as " + Frames.LABEL,
            "double(distance) as distance",
            "destination",
            "string(hour(date)) as hour",
            "string(month(date)) as month",
            "origin",
            "string(dayofweek(date)) as weekday");
  }

  /** The name of the slot of a level. */
  static String slot(String column, String level) {
    return column + "=" + level;
  }

  /** A model with its slots in the order of their names, which all sides agree on. */
  static LinearModel ordered(List<String> slots, double[] weights, double intercept) {
    List<Integer> order = new ArrayList<>();
    for (int j = 0; j < weights.length; j++) {
      order.add(j);
    }
    order.sort((a, b) -> slots.get(a).compareTo(slots.get(b)));
    double[] sorted = order.stream().mapToDouble(j -> weights[j]).toArray();
    return new LinearModel(new double[][] {sorted}, new double[] {intercept});
  }
}
