package io.ogive.spark;

import io.ogive.data.DataSummary;
import io.ogive.data.Features;
import io.ogive.data.LabelColumn;
import io.ogive.data.Role;
import io.ogive.health.rules.PartitionColumns;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
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

  /** The same, with rows in groups by the column that a recipe names, if it does. */
  public static Ingested read(SparkSession spark, TrainSpec spec) {
    return of(InputReader.read(spark, spec.input()), spec.input(), spec.health().column());
  }

  /** The same for rows that are there already. */
  public static Ingested of(Dataset<Row> rows, InputSpec spec) {
    return of(rows, spec, Optional.empty());
  }

  /** The same, with rows in groups by a column; blocks are the same but for that. */
  public static Ingested of(Dataset<Row> rows, InputSpec spec, Optional<GroupColumn> by) {
    return described(
        rows,
        () -> {
          Optional<RowGroups> groups = RowGroups.of(rows, by);
          return guessed(rows, spec, groups).orElseGet(() -> fitted(rows, spec, groups));
        });
  }

  private static Layout grouped(Layout layout, Dataset<Row> rows, Optional<RowGroups> groups) {
    return groups.map(of -> layout.groupedBy(rows.schema(), of.column())).orElse(layout);
  }

  /** By a guess of what a scan of all rows would find; nothing, if it turned out wrong. */
  private static Optional<Ingested> guessed(
      Dataset<Row> rows, InputSpec spec, Optional<RowGroups> groups) {
    Layout layout = grouped(Layout.of(rows.schema(), spec), rows, groups);
    JavaRDD<InputRow> input = InputRows.of(rows, layout);
    return InputGuess.of(input, layout, rows.schema(), spec)
        .flatMap(
            guess -> {
              Features features = guess.features();
              boolean sparse = guess.first().sparse(spec.dense(), features.width());
              BlockAssembly assembly =
                  assembly(layout, spec, shifted(features, guess.first(), sparse), sparse);
              return build(
                  dealt(input, rows, layout, spec),
                  assembly.guessing().grouped(groups),
                  spec,
                  groups,
                  (survey, of) -> isFit(survey, spec));
            });
  }

  private static Ingested fitted(Dataset<Row> rows, InputSpec spec, Optional<RowGroups> groups) {
    Features fitted = new FeatureFitter(rows, spec).fit();
    Layout layout = grouped(Layout.of(rows.schema(), spec, fitted), rows, groups);
    JavaRDD<InputRow> input = InputRows.of(rows, layout);
    FirstRows first = FirstRows.of(input, layout, spec, fitted);
    boolean sparse = first.sparse(spec.dense(), fitted.width());
    BlockAssembly assembly = assembly(layout, spec, shifted(fitted, first, sparse), sparse);
    return build(
            dealt(input, rows, layout, spec),
            assembly.grouped(groups),
            spec,
            groups,
            Ingest::checkTrainable)
        .orElseThrow();
  }

  private static Features shifted(Features features, FirstRows first, boolean sparse) {
    return sparse
        ? features
        : new Features(
            features.label(), features.columns(), first.shift(features), features.storage());
  }

  private static BlockAssembly assembly(
      Layout layout, InputSpec spec, Features features, boolean sparse) {
    return new BlockAssembly(layout, features, RowRules.of(spec), sparse);
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
          JavaRDD<InputRow> input = InputRows.of(rows, layout);
          boolean sparse =
              !isShifted(features)
                  && FirstRows.of(input, layout, spec, features)
                      .sparse(spec.dense(), features.width());
          BlockAssembly assembly = assembly(layout, spec, features, sparse);
          return build(
                  dealt(input, rows, layout, spec),
                  assembly,
                  spec,
                  Optional.empty(),
                  (survey, of) -> true)
              .orElseThrow();
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

  /** The rows in as many sources as the recipe wants. */
  private static JavaRDD<InputRow> dealt(
      JavaRDD<InputRow> input, Dataset<Row> rows, Layout layout, InputSpec spec) {
    return spec.partitions() > 0
        ? InputRows.dealt(input, layout.select(rows).schema(), spec.partitions())
        : input;
  }

  /** Builds blocks; nothing if {@code check} says that they are not what they should be. */
  private static Optional<Ingested> build(
      JavaRDD<InputRow> input,
      BlockAssembly assembly,
      InputSpec spec,
      Optional<RowGroups> groups,
      BiPredicate<Survey, Features> check) {
    JavaRDD<CachedBlock> sources =
        MappedPartitions.of(input.rdd(), assembly).persist(StorageLevel.MEMORY_AND_DISK());
    Features features = assembly.features();
    int classes = features.label().classIndices();
    SourceColumns columns = new SourceColumns();
    boolean done = false;
    try {
      Survey survey =
          PartitionScan.all(sources, records -> Survey.of(records, classes))
              .peek(one -> columns.add(one.sums()))
              .reduce(Survey::mergeWith)
              .orElseGet(() -> new Survey(classes));
      requireWhole(survey, sources.getNumPartitions());
      survey.ledger().check(spec.badRowCeiling());
      if (!check.test(survey, features)) {
        return Optional.empty();
      }
      assembly.expect(survey.checksums(sources.getNumPartitions()));
      DataSummary summary =
          new DataSummary(features.width(), assembly.isSparse(), classes, survey.blocks());
      SparkBlockStore store =
          new SparkBlockStore(summary, sources, true)
              .withTrainingSums(survey.sums())
              .withMostNear(NearShards.most(sources.context()));
      done = true;
      return Optional.of(
          new Ingested(
              features,
              store,
              groups.isPresent() ? PartitionColumns.NONE : columns.all(features),
              groups.map(of -> of.names(survey.groups())).orElse(survey.names()),
              survey.ledger().dropped()));
    } finally {
      if (!done) {
        sources.unpersist();
      }
    }
  }

  private static void requireWhole(Survey survey, int sources) {
    if (survey.sources() != sources) {
      throw new IllegalStateException(
          ("what was found in the rows is there of %d sources of %d, since a task ran twice; start"
                  + " again, with spark.speculation = false")
              .formatted(survey.sources(), sources));
    }
  }

  /** Whether a guess was right and there is nothing to complain about. */
  private static boolean isFit(Survey survey, InputSpec spec) {
    boolean tested =
        !(spec.split() instanceof InputSpec.Split.ByColumn)
            || survey.blocks().stream().anyMatch(block -> block.id().role() == Role.TEST);
    int least = spec.labelKind() == LabelColumn.Kind.CLASS ? 2 : 1;
    return !survey.surprise() && tested && survey.weightedClasses() >= least;
  }

  private static boolean checkTrainable(Survey survey, Features features) {
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
    if (survey.weightedClasses() == 1 && features.label().kind() == LabelColumn.Kind.CLASS) {
      throw new BadInputException(
          ("only one class of label column '%s' has training rows of positive weight; check "
                  + "input.weight and data.split")
              .formatted(label));
    }
    return true;
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
