package io.ogive.bench.rules;

import io.ogive.bench.Images;
import io.ogive.bench.LibSvmRows;
import io.ogive.spark.InputSpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** The public data sets, from a folder with {@code small/} and {@code shared-only/}. */
final class RealData {
  private final Path folder;

  RealData(Path folder) {
    this.folder = folder;
  }

  RealRows wdbc() throws IOException {
    return numbers("wdbc", "small/breast_cancer_wdbc.csv", 1);
  }

  RealRows digits() throws IOException {
    return numbers("digits", "small/digits.csv.gz", 0);
  }

  RealRows a9a() throws IOException {
    return libSvm("a9a", "shared-only/a9a.gz");
  }

  RealRows imdb() throws IOException {
    return libSvm("imdb", "shared-only/imdb/imdb.bow.train.libsvm.gz");
  }

  private RealRows libSvm(String name, String file) throws IOException {
    LibSvmRows rows = LibSvmRows.read(path(file));
    return new VectorRows(
        name,
        rows.labels().length,
        rows.columns(),
        i -> rows.labels()[i],
        i -> Vectors.sparse(rows.columns(), rows.indices()[i], rows.values()[i]));
  }

  /** Numbers with the label last, after some lines of head. */
  private RealRows numbers(String name, String file, int head) throws IOException {
    List<double[]> rows = new ArrayList<>();
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
      in.lines()
          .skip(head)
          .forEach(
              line ->
                  rows.add(
                      Arrays.stream(line.split(",", -1))
                          .mapToDouble(Double::parseDouble)
                          .toArray()));
    }
    int columns = rows.get(0).length - 1;
    return new VectorRows(
        name,
        rows.size(),
        columns,
        i -> (int) rows.get(i)[columns],
        i -> Vectors.dense(Arrays.copyOf(rows.get(i), columns)));
  }

  /** Images of 28 x 28 pixels, each in [0, 1]. */
  RealRows mnist() throws IOException {
    Images images = Images.read(path("shared-only/mnist"), Images.TRAIN);
    return new VectorRows(
        "mnist",
        images.labels().length,
        images.columns(),
        i -> images.labels()[i],
        i -> Vectors.dense(images.picture(i)));
  }

  /** Customers with columns of text, levels and all. */
  RealRows churn(SparkSession spark) {
    var frame =
        spark
            .read()
            .option("header", "true")
            .option("inferSchema", "true")
            .csv(path("small/wa_churn7043.csv.gz").toString())
            .drop("total_charges");
    List<Row> rows = frame.collectAsList();
    StructType schema = frame.schema();
    return new RealRows() {
      @Override
      public String name() {
        return "churn";
      }

      @Override
      public int size() {
        return rows.size();
      }

      @Override
      public StructType schema() {
        return schema;
      }

      @Override
      public InputSpec input(InputSpec.Split split) {
        return InputSpec.ofRows("churn").positive("Yes").split(split).build();
      }

      @Override
      public Row row(int i) {
        return rows.get(i);
      }

      @Override
      public int label(int i) {
        return rows.get(i).<String>getAs("churn").equals("Yes") ? 1 : 0;
      }
    };
  }

  /** Below the folder, or in it. */
  private Path path(String file) {
    Path below = folder.resolve(file);
    return Files.exists(below) ? below : folder.resolve(below.getFileName());
  }

  private InputStream open(String file) throws IOException {
    InputStream bytes = Files.newInputStream(path(file));
    return file.endsWith(".gz") ? new GZIPInputStream(bytes, 1 << 16) : bytes;
  }
}
