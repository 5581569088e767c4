package io.ogive.bench;

import io.ogive.health.HealthLevel;
import io.ogive.model.NetworkModel;
import io.ogive.solver.NetworkOptions;
import io.ogive.solver.NetworkOptions.Adam;
import io.ogive.solver.NetworkOptionsBuilder;
import io.ogive.solver.NetworkTraining;
import io.ogive.solver.StoppingRule;
import io.ogive.spark.Ingest;
import io.ogive.spark.Ingested;
import io.ogive.spark.InputSpec;
import io.ogive.spark.SparkBlockStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Ogive with the defaults of its configuration, from the DataFrame to the fitted model. */
record NetworkOgive(HealthLevel level) implements NetworkPeer {
  private static final double L2 = 1e-5;

  @Override
  public Trained fit(Dataset<Row> frame, Recipe recipe) {
    Ingested input = Ingest.of(frame, InputSpec.ofRows(Frames.LABEL).build());
    try (SparkBlockStore store = input.store()) {
      return fit(store, input, options(recipe), level);
    }
  }

  static NetworkOptions options(Recipe recipe) {
    Adam usual = Adam.defaults();
    NetworkOptionsBuilder options =
        NetworkOptions.builder()
            .sigmoids(HIDDEN)
            .l2(L2)
            .seed(recipe.seed())
            .adam(
                new Adam(
                    recipe.replicas(),
                    recipe.batch(),
                    usual.localSteps(),
                    usual.rate(),
                    usual.beta1(),
                    usual.beta2(),
                    usual.epsilon()));
    return recipe.rounds() == 0
        ? options.build()
        : options.stopping(StoppingRule.within(recipe.rounds())).build();
  }

  static Trained fit(
      SparkBlockStore store, Ingested input, NetworkOptions options, HealthLevel level) {
    List<Long> ends = new ArrayList<>();
    NetworkModel model =
        NetworkTraining.fit(
                store, input.features(), options, level, round -> ends.add(System.nanoTime()))
            .model();
    List<Double> seconds = new ArrayList<>();
    for (int i = 1; i < ends.size(); i++) {
      seconds.add((ends.get(i) - ends.get(i - 1)) / 1e9);
    }
    return new Trained(classifier(model), seconds);
  }

  /** The class of pixels. */
  static ToIntFunction<double[]> classifier(NetworkModel model) {
    return x -> best(model, x);
  }

  private static int best(NetworkModel model, double[] x) {
    double[] shift = model.features().shift();
    double[] stored = new double[x.length];
    for (int j = 0; j < x.length; j++) {
      stored[j] = (float) (x[j] - shift[j]);
    }
    double[] scores = new double[Images.CLASSES];
    model.probabilities(stored, scores);
    int best = 0;
    for (int k = 1; k < scores.length; k++) {
      best = scores[k] > scores[best] ? k : best;
    }
    return Integer.parseInt(model.features().label().classes().get(best).replace(".0", ""));
  }
}
