package io.ogive.spark;

import io.ogive.data.Block;
import io.ogive.data.BlockStore;
import io.ogive.data.ColumnMoments;
import io.ogive.data.DataSummary;
import io.ogive.data.LocalBlockStore;
import io.ogive.data.Role;
import io.ogive.health.HealthLevel;
import io.ogive.model.LogisticModel;
import io.ogive.model.ModelFile;
import io.ogive.model.NetworkModel;
import io.ogive.solver.LogisticOptions;
import io.ogive.solver.LogisticPath;
import io.ogive.solver.RoundListener;
import io.ogive.solver.StoppingRule;
import io.ogive.spark.Verification.Check;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Trains on Spark and on one core, compares the bytes, and holds the fit against the textbook. */
public final class Verifier {
  private Verifier() {}

  /**
   * Verifies a recipe; the blocks come to the driver.
   *
   * @param rows at most so many rows, for data that the driver cannot hold
   */
  public static Verification verify(SparkSession spark, TrainSpec spec, OptionalInt rows) {
    Dataset<Row> input = InputReader.read(spark, spec.input());
    Ingested ingested =
        Ingest.of(rows.isPresent() ? input.limit(rows.getAsInt()) : input, spec.input());
    try (SparkBlockStore store = ingested.store().withMostNear(0)) {
      Fitted onSpark = fit(store, ingested, spec.model());
      List<Block> blocks = store.blocks().collect();
      DataSummary summary = store.summary();
      LocalBlockStore twin =
          LocalBlockStore.of(summary.columns(), summary.sparse(), summary.classes(), blocks);
      Fitted onOneCore = fit(twin, ingested, spec.model());
      List<Check> checks = new ArrayList<>();
      checks.add(
          new Check(
              "coordinates, Spark to one core",
              Differences.largest(onSpark.fit().point(), onOneCore.fit().point()),
              0));
      onSpark.path().ifPresent(path -> checks.add(samePath(path, onOneCore.path().orElseThrow())));
      checks.addAll(againstTextbook(onSpark, twin, blocks, ingested, spec));
      return new Verification(sha256(onSpark), sha256(onOneCore), checks);
    }
  }

  private static Fitted fit(BlockStore store, Ingested ingested, ModelSpec model) {
    return Trainer.fit(store, ingested.features(), model, HealthLevel.BASIC, RoundListener.none());
  }

  /** All models of a path; the textbook gets the best one only. */
  private static Check samePath(LogisticPath path, LogisticPath twin) {
    int different = 0;
    for (int i = 0; i < path.steps().size(); i++) {
      byte[] bytes = ModelFile.write(path.steps().get(i).model());
      different += Arrays.equals(bytes, ModelFile.write(twin.steps().get(i).model())) ? 0 : 1;
    }
    return new Check(
        "model files of the path's %d that differ, Spark to one core"
            .formatted(path.steps().size()),
        different,
        0);
  }

  private static List<Check> againstTextbook(
      Fitted fitted, LocalBlockStore twin, List<Block> blocks, Ingested ingested, TrainSpec spec) {
    PlainRows rows =
        PlainRows.of(blocks.stream().filter(b -> b.id().role() == Role.TRAIN).toList());
    if (spec.model() instanceof ModelSpec.Network network) {
      return new NetworkAgainstTextbook(twin, rows, ingested.features(), network.options())
          .checks((NetworkModel) fitted.model());
    }
    ModelSpec.Logistic logistic = (ModelSpec.Logistic) spec.model();
    LogisticOptions options =
        fitted
            .path()
            .map(path -> path.steps().get(path.best()).penalty())
            .map(best -> logistic.options().withPenalties(best.l2(), best.l1()))
            .orElse(logistic.options());
    return LogisticAgainstTextbook.checks(
        toTheLastDigits(fitted, twin, ingested, options, logistic.start()),
        rows,
        ColumnMoments.of(twin),
        ingested.features(),
        options);
  }

  /** The same fit; a longer one, if it was free to end before the digits that the textbook sees. */
  private static Fitted toTheLastDigits(
      Fitted fitted,
      LocalBlockStore twin,
      Ingested ingested,
      LogisticOptions options,
      Optional<LogisticModel> start) {
    StoppingRule last = options.stopping().toTheLastDigits();
    boolean there =
        options.stopping().equals(last) || fitted.fit().gradientNorm() <= last.tolerance();
    return there
        ? fitted
        : fit(twin, ingested, new ModelSpec.Logistic(options.withStopping(last), List.of(), start));
  }

  private static String sha256(Fitted fitted) {
    return ModelFile.sha256(ModelFile.write(fitted.model()));
  }
}
