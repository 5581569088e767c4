package io.ogive.testing;

import io.ogive.data.Block;
import io.ogive.data.BlockBuilder;
import io.ogive.data.Column;
import io.ogive.data.Features;
import io.ogive.data.LabelColumn;
import io.ogive.data.LocalBlockStore;
import io.ogive.data.Role;
import io.ogive.data.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.VectorUDT;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Labelled rows drawn from a linear model with noise, the same for the same arguments: as blocks on
 * one core and as a DataFrame with the same partitions.
 *
 * @param x rows x columns; columns differ in scale by powers of ten
 * @param label class indices
 * @param weight row weights
 */
public record SeededRows(double[][] x, double[] label, double[] weight, int classes) {

  /** Draws rows; every class occurs. */
  public static SeededRows draw(long seed, int rows, int columns, int classes) {
    Random random = new Random(seed);
    double[][] x = new double[rows][columns];
    double[] label = new double[rows];
    double[] weight = new double[rows];
    double[][] slope = new double[classes][columns];
    for (double[] s : slope) {
      for (int j = 0; j < columns; j++) {
        s[j] = random.nextGaussian() / Math.sqrt(columns) * 2;
      }
    }
    for (int i = 0; i < rows; i++) {
      double[] score = new double[classes];
      for (int j = 0; j < columns; j++) {
        double standard = random.nextGaussian();
        x[i][j] = (standard + j % 3) * Math.pow(10, j % 4 - 1);
        for (int k = 0; k < classes; k++) {
          score[k] += slope[k][j] * standard;
        }
      }
      int best = 0;
      for (int k = 0; k < classes; k++) {
        score[k] += random.nextGaussian();
        best = score[k] > score[best] ? k : best;
      }
      label[i] = i < classes ? i : best;
      weight[i] = 1 + random.nextInt(3);
    }
    return new SeededRows(x, label, weight, classes);
  }

  public int columns() {
    return x[0].length;
  }

  /** One vector column {@code x} and a label column {@code y}; no shift. */
  public Features features(Storage storage) {
    List<String> names = IntStream.range(0, classes).mapToObj(Integer::toString).toList();
    return new Features(
        new LabelColumn("y", names),
        List.of(new Column.Vector("x", columns())),
        new double[columns()],
        storage);
  }

  /** Dense training blocks, the rows cut into runs of equal length, one a source; no shift. */
  public LocalBlockStore blocks(int sources, int blockRows, Storage storage) {
    return blocks(sources, blockRows, features(storage));
  }

  /** The same, stored as {@code features} says. */
  public LocalBlockStore blocks(int sources, int blockRows, Features features) {
    List<Block> blocks = new ArrayList<>();
    for (int s = 0; s < sources; s++) {
      BlockBuilder builder =
          new BlockBuilder(
              s,
              Role.TRAIN,
              columns(),
              false,
              features.storage(),
              blockRows,
              features.shift(),
              blocks::add);
      for (int i = first(s, sources); i < first(s + 1, sources); i++) {
        builder.startRow(label[i], weight[i]);
        for (int j = 0; j < columns(); j++) {
          builder.put(j, x[i][j]);
        }
        builder.endRow();
      }
      builder.finish();
    }
    return LocalBlockStore.of(columns(), false, classes, blocks);
  }

  /** The same rows as a DataFrame (x, y, w) with one partition a source. */
  public Dataset<Row> frame(SparkSession spark, int sources) {
    List<List<Row>> parts = new ArrayList<>();
    for (int s = 0; s < sources; s++) {
      List<Row> part = new ArrayList<>();
      for (int i = first(s, sources); i < first(s + 1, sources); i++) {
        part.add(RowFactory.create(Vectors.dense(x[i]), label[i], weight[i]));
      }
      parts.add(part);
    }
    StructType schema =
        new StructType(
            new StructField[] {
              new StructField("x", new VectorUDT(), false, Metadata.empty()),
              new StructField("y", DataTypes.DoubleType, false, Metadata.empty()),
              new StructField("w", DataTypes.DoubleType, false, Metadata.empty())
            });
    return spark.createDataFrame(
        new org.apache.spark.api.java.JavaSparkContext(spark.sparkContext())
            .parallelize(parts, sources)
            .flatMap(List::iterator),
        schema);
  }

  private int first(int source, int sources) {
    return (int) ((long) x.length * source / sources);
  }
}
