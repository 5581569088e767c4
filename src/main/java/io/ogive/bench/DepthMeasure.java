package io.ogive.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ogive.bench.Figure.Verdict;
import io.ogive.solver.NetworkOptions.Init;
import io.ogive.solver.NetworkOptions.Solver;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@link DeepNetwork}s on pictures of digits with batch normalisation against those without, by
 * solver and by where the weights start; one seed each.
 */
record DepthMeasure(Path folder) implements Measurement {
  private static final double ACCURACY = 0.97;
  private static final long SEED = 1;
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private record Setting(String words, Init init, Solver solver) {}

  private static final List<Setting> SETTINGS =
      List.of(
          new Setting("defaults", Init.AUTO, Solver.ADAM),
          new Setting("init = glorot", Init.GLOROT, Solver.ADAM),
          new Setting("init = pytorch", Init.PYTORCH, Solver.ADAM),
          new Setting("sgd", Init.AUTO, Solver.SGD),
          new Setting("sgd, glorot", Init.GLOROT, Solver.SGD),
          new Setting("sgd, pytorch", Init.PYTORCH, Solver.SGD));

  @Override
  public String name() {
    return "depth";
  }

  @Override
  public Outcome run(BenchOptions options, PrintStream progress) throws IOException {
    ObjectNode details = Line.object().put("work", name()).put("source", folder.toString());
    List<Figure> figures = new ArrayList<>();
    try (Child child = new Peers(options).jvm(PeerNames.OGIVE)) {
      child.ask(LIMIT, "images", folder.toString());
      for (Setting setting : SETTINGS) {
        JsonNode with = ask(child, setting, true, progress, details);
        JsonNode without = ask(child, setting, false, progress, details);
        figures.add(figure(setting, with, without));
      }
    }
    return new Outcome(figures, details);
  }

  private static JsonNode ask(
      Child child, Setting setting, boolean batchNorm, PrintStream progress, ObjectNode details) {
    DeepNetwork network = new DeepNetwork(setting.init, setting.solver, batchNorm, SEED);
    JsonNode answer = child.ask(LIMIT, network.words());
    details
        .withArray("fits")
        .addObject()
        .put("setting", setting.words)
        .put("batch_norm", batchNorm)
        .set("answer", answer);
    progress.printf(
        "depth: %s, %s batch norm: %s, %s%n",
        setting.words, batchNorm ? "with" : "without", accuracy(answer), reaching(answer));
    return answer;
  }

  private Figure figure(Setting setting, JsonNode with, JsonNode without) {
    double ours = with.path("accuracy").asDouble();
    return new Figure(
        name(),
        "no batch norm",
        setting.words,
        accuracy(with),
        accuracy(without),
        ours / without.path("accuracy").asDouble(),
        "97 %",
        Verdict.of(ours >= ACCURACY),
        "5 x 64 sigmoids; without, " + reaching(without));
  }

  private static String accuracy(JsonNode answer) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * answer.path("accuracy").asDouble());
  }

  private static String reaching(JsonNode answer) {
    return String.format(
        Locale.ROOT,
        "T %.2f, of the signal %.2g reaches layer 1",
        answer.path("transmission").path(0).asDouble(),
        answer.path("attenuation").path(0).asDouble());
  }
}
