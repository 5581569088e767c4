package io.ogive.bench;

import io.ogive.health.HealthLevel;
import io.ogive.model.LogisticModel;
import io.ogive.solver.LogisticOptions;
import io.ogive.solver.LogisticResult;
import io.ogive.solver.LogisticTraining;
import io.ogive.spark.Ingest;
import io.ogive.spark.Ingested;
import io.ogive.spark.InputSpec;
import io.ogive.spark.SparkBlockStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Ogive with its defaults: what {@code train} does from the DataFrame to the fitted model. */
final class OgivePeer implements Peer {
  @Override
  public Trained fit(Dataset<Row> frame, double lambda) {
    LogisticOptions options = LogisticOptions.defaults().withPenalties(lambda, 0);
    long start = System.nanoTime();
    Ingested input = Ingest.of(frame, InputSpec.ofRows(Frames.LABEL).build());
    long ingested = System.nanoTime();
    try (SparkBlockStore store = input.store()) {
      List<Double> objectives = new ArrayList<>();
      LogisticResult result =
          LogisticTraining.fit(
              store,
              input.features(),
              options,
              HealthLevel.BASIC,
              round -> objectives.add(round.objective()));
      Map<String, Double> seconds =
          Map.of("ingest", (ingested - start) / 1e9, "fit", (System.nanoTime() - ingested) / 1e9);
      return new Trained(model(result.model()), result.fit().rounds(), objectives, seconds);
    }
  }

  static LinearModel model(LogisticModel fitted) {
    double[] intercepts = new double[fitted.weights().length];
    for (int k = 0; k < intercepts.length; k++) {
      intercepts[k] = fitted.rawIntercept(k);
    }
    return new LinearModel(fitted.weights(), intercepts);
  }
}
