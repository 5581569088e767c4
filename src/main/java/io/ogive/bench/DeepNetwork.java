package io.ogive.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ogive.health.HealthLevel;
import io.ogive.health.SourceHealth;
import io.ogive.model.Activation;
import io.ogive.solver.HiddenLayer;
import io.ogive.solver.NetworkOptions;
import io.ogive.solver.NetworkOptions.Init;
import io.ogive.solver.NetworkOptions.Solver;
import io.ogive.solver.NetworkTraining;
import io.ogive.solver.Round;
import io.ogive.spark.Ingest;
import io.ogive.spark.Ingested;
import io.ogive.spark.InputSpec;
import io.ogive.spark.SparkBlockStore;
import java.util.Collections;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Five hidden layers of 64 sigmoids, with batch normalisation or without; all else is as by
 * default.
 */
record DeepNetwork(Init init, Solver solver, boolean batchNorm, long seed) {
  private static final int LAYERS = 5;
  private static final int UNITS = 64;

  static DeepNetwork of(String[] words) {
    return new DeepNetwork(
        Init.valueOf(words[1]),
        Solver.valueOf(words[2]),
        Boolean.parseBoolean(words[3]),
        Long.parseLong(words[4]));
  }

  String[] words() {
    return new String[] {
      "deep", init.name(), solver.name(), Boolean.toString(batchNorm), Long.toString(seed)
    };
  }

  /**
   * Fits, and tells its accuracy with the statistics of the last round: of each layer the share of
   * the signal that it lets through, and how much of the output's signal reaches it.
   */
  ObjectNode fit(Dataset<Row> frame, ToDoubleFunction<ToIntFunction<double[]>> accuracy) {
    HiddenLayer layer = new HiddenLayer(UNITS, Activation.SIGMOID, batchNorm, 0);
    NetworkOptions options =
        NetworkOptions.builder()
            .hidden(Collections.nCopies(LAYERS, layer))
            .init(init)
            .solver(solver)
            .seed(seed)
            .build();
    Round[] last = new Round[1];
    Ingested input = Ingest.of(frame, InputSpec.ofRows(Frames.LABEL).build());
    try (SparkBlockStore store = input.store()) {
      ToIntFunction<double[]> classifier =
          NetworkOgive.classifier(
              NetworkTraining.fit(
                      store, input.features(), options, HealthLevel.BASIC, round -> last[0] = round)
                  .model());
      ObjectNode answer = Line.object().put("accuracy", accuracy.applyAsDouble(classifier));
      answer.put("loss", last[0].loss());
      SourceHealth health = last[0].health().whole();
      ArrayNode transmission = answer.putArray("transmission");
      ArrayNode attenuation = answer.putArray("attenuation");
      for (int l = 0; l < LAYERS; l++) {
        transmission.add(health.hidden().get(l).transmission());
        attenuation.add(health.attenuation(l, UNITS, Images.CLASSES));
      }
      return answer;
    }
  }
}
