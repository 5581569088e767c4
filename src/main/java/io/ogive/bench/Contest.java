package io.ogive.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One work, fitted by Ogive and its peers in turns, so that whatever the machine does hits all;
 * each when the others have come to rest, so that none pays for what another still compiles or
 * collects.
 */
record Contest(Work work) implements Measurement {
  @Override
  public String name() {
    return work.name();
  }

  @Override
  public Outcome run(BenchOptions options, PrintStream progress) throws IOException {
    Rows rows = Source.rows(work.source());
    Map<Fits, Contestant> entered = new LinkedHashMap<>();
    List<Fits> all = new ArrayList<>();
    try {
      Peers peers = new Peers(options);
      for (String peer : work.peers()) {
        Fits fits = new Fits(peer);
        all.add(fits);
        attempt(
            fits,
            progress,
            () -> {
              entered.put(fits, peers.ready(peer, work, rows));
              fits.is(entered.get(fits).version());
            });
      }
      int count = options.fits().orElse(work.fits());
      for (int n = 1; n <= count; n++) {
        for (Fits fits : all) {
          attempt(fits, progress, () -> fits.add(fit(entered.get(fits), model(options, fits))));
        }
        progress.println(line(n, all));
      }
      entered.forEach((fits, contestant) -> fits.held(contestant.peakBytes()));
    } finally {
      entered.values().forEach(Contestant::close);
    }
    evaluate(rows, options, all);
    return new Outcome(FitFigures.of(work, all), details(all));
  }

  private JsonNode fit(Contestant contestant, Path model) throws IOException {
    Quiet.await();
    return contestant.fit(work.lambda(), model);
  }

  private interface Step {
    void run() throws IOException;
  }

  private void attempt(Fits fits, PrintStream progress, Step step) throws IOException {
    if (fits.failed()) {
      return;
    }
    try {
      step.run();
    } catch (PeerException e) {
      fits.fail(e.getMessage());
      e.limit().ifPresent(fits::exceeded);
      progress.println("%s: %s".formatted(work.name(), e.getMessage()));
    }
  }

  private Path model(BenchOptions options, Fits fits) {
    return options.folder().resolve(work.name() + "-" + fits.peer() + ".model");
  }

  private void evaluate(Rows rows, BenchOptions options, List<Fits> all) throws IOException {
    List<Fits> fitted = all.stream().filter(fits -> !fits.seconds().isEmpty()).toList();
    List<LinearModel> models = new ArrayList<>();
    for (Fits fits : fitted) {
      models.add(LinearModel.read(model(options, fits)));
    }
    double[] objectives = LogLoss.objectives(rows, models, work.lambda());
    for (int i = 0; i < objectives.length; i++) {
      fitted.get(i).reached(objectives[i]);
    }
  }

  private String line(int n, List<Fits> all) {
    StringBuilder line = new StringBuilder("%s: fit %d".formatted(work.name(), n));
    for (Fits fits : all) {
      if (!fits.failed()) {
        double seconds = fits.last().path("seconds").asDouble();
        line.append("  %s %s".formatted(fits.peer(), Figure.seconds(seconds)));
      }
    }
    return line.toString();
  }

  private ObjectNode details(List<Fits> all) {
    ObjectNode node = Line.object().put("work", work.name()).put("source", work.source());
    ArrayNode peers = node.put("lambda", work.lambda()).putArray("peers");
    all.forEach(fits -> peers.add(fits.json()));
    return node;
  }
}
