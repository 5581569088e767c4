package io.ogive.spark;

import io.ogive.data.BlockStore;
import io.ogive.data.Features;
import io.ogive.data.LabelColumn;
import io.ogive.data.Role;
import io.ogive.health.GroupBy;
import io.ogive.health.HealthLevel;
import io.ogive.health.HealthSchedule;
import io.ogive.health.SourceNames;
import io.ogive.model.LogisticModel;
import io.ogive.solver.DivergedException;
import io.ogive.solver.NetworkResult;
import io.ogive.solver.NetworkTraining;
import io.ogive.solver.Round;
import io.ogive.solver.RoundListener;
import io.ogive.solver.SlotMatch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.SparkSession;

/** Puts a run together: ingest, fit, evaluate. */
public final class Trainer {
  private Trainer() {}

  /**
   * Trains on Spark.
   *
   * @throws MissingInputException if the input does not exist
   * @throws BadInputException if it cannot be used
   * @throws io.ogive.solver.DivergedException if training leaves the range of numbers
   */
  public static TrainingResult train(
      SparkSession spark, TrainSpec spec, TrainingListener listener) {
    Stopwatch watch = new Stopwatch();
    Ingested input = Ingest.read(spark, spec);
    watch.lap("ingest");
    try (SparkBlockStore store = input.store()) {
      Fitted fitted = fit(input, spec, store, listener);
      watch.lap("fit");
      Map<String, Double> train = Evaluation.of(fitted.model(), store.blocks(), Role.TRAIN);
      Map<String, Double> test = Evaluation.of(fitted.model(), store.blocks(), Role.TEST);
      watch.lap("evaluate");
      return new TrainingResult(
          fitted.model(),
          fitted.fit(),
          fitted.loss(),
          fitted.coefficients(),
          fitted.path(),
          train,
          test,
          store.summary().fingerprint(),
          input.droppedByReason(),
          watch.laps());
    }
  }

  private static Round grouped(Round round, HealthSpec spec, SourceNames names) {
    return spec.groupBy() == GroupBy.FILE
        ? round.with(round.health().groupedBy(names::group))
        : round;
  }

  /**
   * Fits to rows that are in blocks, for those who look at the rounds alone.
   *
   * @param through what passes go through on their way to the blocks
   * @throws DivergedException if training leaves the range of numbers
   */
  public static void rounds(
      Ingested input,
      TrainSpec spec,
      UnaryOperator<BlockStore> through,
      TrainingListener listener) {
    fit(input, spec, through.apply(input.store()), listener);
  }

  private static Fitted fit(
      Ingested input, TrainSpec spec, BlockStore store, TrainingListener listener) {
    TrainSpec recipe = spec;
    while (true) {
      try {
        return once(input, recipe, store, listener);
      } catch (CureException e) {
        recipe = new TrainSpec(spec.input(), e.cure().model(), spec.health());
        listener.onRestart(e.cure());
      }
    }
  }

  private static Fitted once(
      Ingested input, TrainSpec spec, BlockStore store, TrainingListener listener) {
    listener.onData(store.summary());
    listener.onColumns(input.columns());
    listener.onNames(input.names());
    RoundListener rounds =
        new RoundListener() {
          @Override
          public boolean looksAtBeginning() {
            return listener.looksAtBeginning();
          }

          @Override
          public void onBeginning(Round sample) {
            listener.onBeginning(grouped(sample, spec.health(), input.names()));
          }

          @Override
          public void onRound(Round round) {
            listener.onTasks(input.store().lastEnvelopes());
            listener.onRound(grouped(round, spec.health(), input.names()));
          }
        };
    if (spec.model() instanceof ModelSpec.Logistic logistic && logistic.start().isPresent()) {
      listener.onStart(match(logistic.start().get(), input.features()));
    }
    HealthSchedule schedule = spec.health().schedule();
    listener.onSchedule(schedule);
    try {
      return fit(store, input.features(), spec.model(), schedule, rounds);
    } catch (DivergedException e) {
      listener.onDiverged(e);
      throw e;
    }
  }

  private static SlotMatch match(LogisticModel model, Features features) {
    try {
      return SlotMatch.of(model, features);
    } catch (IllegalArgumentException e) {
      throw new RecipeException(e.getMessage(), e);
    }
  }

  /**
   * Fits the model of a spec to blocks, wherever these live.
   *
   * @throws RecipeException if the options do not fit the data
   */
  static Fitted fit(
      BlockStore store,
      Features features,
      ModelSpec model,
      HealthLevel level,
      RoundListener listener) {
    return fit(store, features, model, HealthSchedule.always(level), listener);
  }

  private static Fitted fit(
      BlockStore store,
      Features features,
      ModelSpec model,
      HealthSchedule health,
      RoundListener listener) {
    try {
      if (model instanceof ModelSpec.Logistic logistic) {
        if (features.label().kind() != LabelColumn.Kind.CLASS) {
          throw new RecipeException(
              "a logistic model needs a label of classes; set model.kind = network, or"
                  + " input.label-kind = class");
        }
        return LogisticFits.of(store, features, logistic, health, listener);
      }
      ModelSpec.Network network = (ModelSpec.Network) model;
      NetworkResult result =
          NetworkTraining.fit(store, features, network.options(), health, listener);
      return new Fitted(result.model(), result.fit(), result.loss(), List.of());
    } catch (IllegalArgumentException e) {
      throw new RecipeException(e.getMessage(), e);
    }
  }

  private static final class Stopwatch {
    private final Map<String, Double> laps = new LinkedHashMap<>();
    private long since = System.nanoTime();

    void lap(String phase) {
      long now = System.nanoTime();
      laps.put(phase, (now - since) / 1e9);
      since = now;
    }

    Map<String, Double> laps() {
      return laps;
    }
  }
}
