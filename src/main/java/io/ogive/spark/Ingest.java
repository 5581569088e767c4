package io.ogive.spark;

import io.ogive.data.DataSummary;
import io.ogive.data.Features;
import io.ogive.data.Role;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * From an input to blocks on executors.
 *
 * <p>Every input partition is a source, numbered by its place; with {@code spec.partitions()} rows
 * are dealt into that many sources: the n-th row of input partition p, from 0, goes to source (p +
 * n) mod partitions. Rows keep their order within a source. The rows of a source that are held out
 * have blocks of their own.
 */
public final class Ingest {
  private Ingest() {}

  /**
   * Reads the input, fits its features and builds its blocks.
   *
   * @throws MissingInputException if the input does not exist
   * @throws BadInputException if it cannot be used
   */
  public static Ingested read(SparkSession spark, InputSpec spec) {
    return of(InputReader.read(spark, spec), spec);
  }

  /** The same for rows that are there already. */
  public static Ingested of(Dataset<Row> rows, InputSpec spec) {
    return described(
        rows,
        () -> {
          Features fitted = new FeatureFitter(rows, spec).fit();
          Layout layout = Layout.of(rows.schema(), spec, fitted);
          FirstRows first = firstRows(rows, layout, spec, fitted);
          boolean sparse = first.sparse(spec.dense(), fitted.width());
          Features features =
              sparse
                  ? fitted
                  : new Features(
                      fitted.label(), fitted.columns(), first.shift(fitted), fitted.storage());
          return build(rows, layout, spec, features, sparse, Ingest::checkTrainable);
        });
  }

  /**
   * Reads an input with the features of a model; for evaluation.
   *
   * @throws MissingInputException if the input does not exist
   * @throws BadInputException if it cannot be used, or lacks a column of the model
   */
  public static Ingested withFeatures(SparkSession spark, InputSpec spec, Features features) {
    return withFeatures(InputReader.read(spark, spec), spec, features);
  }

  /** The same for rows that are there already. */
  public static Ingested withFeatures(Dataset<Row> rows, InputSpec spec, Features features) {
    return described(
        rows,
        () -> {
          Layout layout = Layout.of(rows.schema(), spec, features);
          boolean sparse =
              !isShifted(features)
                  && firstRows(rows, layout, spec, features).sparse(spec.dense(), features.width());
          return build(rows, layout, spec, features, sparse, (survey, of) -> {});
        });
  }

  private static boolean isShifted(Features features) {
    for (double shift : features.shift()) {
      if (shift != 0) {
        return true;
      }
    }
    return false;
  }

  private static FirstRows firstRows(
      Dataset<Row> rows, Layout layout, InputSpec spec, Features features) {
    return FirstRows.of(InputRows.of(layout.select(rows)), layout, spec, features);
  }

  private static Ingested build(
      Dataset<Row> rows,
      Layout layout,
      InputSpec spec,
      Features features,
      boolean sparse,
      BiConsumer<Survey, Features> check) {
    Dataset<?> selected = layout.select(rows);
    JavaRDD<InputRow> input =
        spec.partitions() > 0
            ? InputRows.dealt(selected, spec.partitions())
            : InputRows.of(selected);
    BlockAssembly assembly = new BlockAssembly(layout, features, RowRules.of(spec), sparse);
    JavaRDD<CachedBlock> sources =
        input.mapPartitionsWithIndex(assembly, true).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Survey survey =
          PartitionScan.all(sources, Survey::of).reduce(Survey::mergeWith).orElseGet(Survey::new);
      survey.ledger().check(spec.badRowCeiling());
      check.accept(survey, features);
      Broadcast<long[][]> checksums =
          JavaSparkContext.fromSparkContext(sources.context())
              .broadcast(survey.checksums(sources.getNumPartitions()));
      assembly.expect(checksums);
      DataSummary summary =
          new DataSummary(
              features.width(), sparse, features.label().classes().size(), survey.blocks());
      SparkBlockStore store = new SparkBlockStore(summary, sources, true, checksums);
      return new Ingested(features, store, survey.ledger().dropped());
    } catch (RuntimeException e) {
      sources.unpersist();
      throw e;
    }
  }

  private static void checkTrainable(Survey survey, Features features) {
    String label = features.label().name();
    if (survey.blocks().stream().noneMatch(block -> block.id().role() == Role.TRAIN)) {
      throw new BadInputException(
          "no training row is left of %d (dropped: %s); see features.missing and input.on-bad-row"
              .formatted(survey.ledger().rows(), survey.ledger().dropped()));
    }
    if (survey.weightedClasses() == 0) {
      throw new BadInputException(
          "all training rows have weight 0; check input.weight, or leave it out");
    }
    if (survey.weightedClasses() == 1) {
      throw new BadInputException(
          ("only one class of label column '%s' has training rows of positive weight; check "
                  + "input.weight and data.split")
              .formatted(label));
    }
  }

  private static Ingested described(Dataset<Row> rows, Supplier<Ingested> work) {
    SparkContext spark = rows.sparkSession().sparkContext();
    String before = spark.getLocalProperty("spark.job.description");
    spark.setJobDescription("ingest");
    try {
      return work.get();
    } catch (RuntimeException e) { // such as a condition that fails while Spark still plans
      throw SparkErrors.unwrapped(e);
    } finally {
      spark.setJobDescription(before);
    }
  }
}
