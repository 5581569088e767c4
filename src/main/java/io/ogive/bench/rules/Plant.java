package io.ogive.bench.rules;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;

/** What is done to the rows of one partition. */
enum Plant {
  /** Nothing. */
  NONE,
  /** Labels y become (y + 1) mod the number of classes. */
  FLIPPED_LABELS,
  /** The column whose mean is next to a half is times 1000. */
  COLUMN_TIMES_1000,
  /** All rows are of class 1, drawn from the partition's and what follows in the data. */
  ONE_CLASS,
  /** A pass over the partition takes 300 ms longer. */
  SLOW;

  private static final int WHERE = 37;

  private static final double FACTOR = 1000;
  private static final int SAMPLE = 500;
  private static final Map<String, Integer> COLUMNS = new HashMap<>();

  /** The partition that is planted. */
  static int where(int partitions) {
    return WHERE % partitions;
  }

  /** The rows of a partition. */
  int[] rows(RealRows rows, int partition, int where, int[] dealt) {
    if (this != ONE_CLASS || partition != where) {
      return dealt;
    }
    return IntStream.range(0, rows.size())
        .map(i -> (dealt[0] + i) % rows.size())
        .filter(i -> rows.label(i) == 1)
        .limit(dealt.length)
        .toArray();
  }

  /** A row of a partition. */
  Row row(RealRows rows, int partition, int where, int i) {
    if (partition != where || !(rows instanceof VectorRows vectors)) {
      return rows.row(i);
    }
    return switch (this) {
      case FLIPPED_LABELS -> {
        int classes = IntStream.range(0, SAMPLE).map(rows::label).max().orElseThrow() + 1;
        yield VectorRows.row((rows.label(i) + 1) % classes, vectors.vectors().apply(i));
      }
      case COLUMN_TIMES_1000 ->
          VectorRows.row(rows.label(i), scaled(vectors.vectors().apply(i), column(vectors)));
      default -> rows.row(i);
    };
  }

  private static synchronized int column(VectorRows rows) {
    return COLUMNS.computeIfAbsent(rows.name(), name -> seekColumn(rows));
  }

  private static int seekColumn(VectorRows rows) {
    double[] sums = new double[rows.columns()];
    for (int i = 0; i < SAMPLE; i++) {
      double[] values = rows.vectors().apply(i).toArray();
      for (int j = 0; j < sums.length; j++) {
        sums[j] += values[j];
      }
    }
    // Halfway between always and never, so that it says something.
    int best = 0;
    for (int j = 1; j < sums.length; j++) {
      best = Math.abs(sums[j] - SAMPLE / 2.0) < Math.abs(sums[best] - SAMPLE / 2.0) ? j : best;
    }
    return best;
  }

  private static Vector scaled(Vector vector, int column) {
    if (vector instanceof SparseVector sparse) {
      double[] values = sparse.values().clone();
      for (int k = 0; k < values.length; k++) {
        values[k] *= sparse.indices()[k] == column ? FACTOR : 1;
      }
      return Vectors.sparse(sparse.size(), sparse.indices(), values);
    }
    double[] values = vector.toArray().clone();
    values[column] *= FACTOR;
    return Vectors.dense(values);
  }
}
