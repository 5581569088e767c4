package io.ogive.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One work, fitted by Ogive and its peers in turns. */
final class Contest implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final Work work;
  private final BenchOptions options;
  private final PrintStream progress;
  private final Rows rows;
  private final Map<Fits, Child> children = new LinkedHashMap<>();
  private final List<Fits> all = new ArrayList<>();

  Contest(Work work, BenchOptions options, PrintStream progress) throws IOException {
    this.work = work;
    this.options = options;
    this.progress = progress;
    this.rows = Source.rows(work.source());
  }

  /** Lets everyone fit; those who cannot say why. */
  List<Fits> run() throws IOException {
    Peers peers = new Peers(options);
    List<String> names = new ArrayList<>();
    names.add(PeerNames.OGIVE);
    names.addAll(work.peers());
    for (String name : names) {
      Fits fits = new Fits(name);
      all.add(fits);
      attempt(
          fits,
          () -> {
            Child child = peers.start(name);
            children.put(fits, child);
            load(child);
          });
    }
    int count = options.fits().orElse(work.fits());
    for (int n = 1; n <= count; n++) {
      for (Fits fits : all) {
        attempt(fits, () -> fit(fits));
      }
      say(n);
    }
    evaluate();
    return all;
  }

  private void load(Child child) throws IOException {
    if (!child.name().equals(Peers.SKLEARN)) {
      child.ask(LIMIT, "load", work.source());
      return;
    }
    Path file = options.folder().resolve(work.name() + ".f64");
    write(file);
    child.ask(LIMIT, "load", file.toString(), Long.toString(rows.size()), "" + rows.columns());
    Files.delete(file);
  }

  /** Dense rows as the peer without a JVM takes them. */
  private void write(Path file) throws IOException {
    ByteBuffer row =
        ByteBuffer.allocate(Double.BYTES * (rows.columns() + 1)).order(ByteOrder.LITTLE_ENDIAN);
    try (OutputStream out = new java.io.BufferedOutputStream(Files.newOutputStream(file))) {
      rows.read(
          0,
          rows.size(),
          (label, indices, values) -> {
            row.clear();
            for (double value : values) {
              row.putDouble(value);
            }
            row.putDouble(label);
            out.write(row.array());
          });
    }
  }

  private void fit(Fits fits) {
    fits.add(
        children
            .get(fits)
            .ask(LIMIT, "fit", Double.toString(work.lambda()), model(fits).toString()));
  }

  private Path model(Fits fits) {
    return options.folder().resolve(work.name() + "-" + fits.peer() + ".model");
  }

  private void evaluate() throws IOException {
    List<Fits> fitted = all.stream().filter(fits -> !fits.seconds().isEmpty()).toList();
    List<LinearModel> models = new ArrayList<>();
    for (Fits fits : fitted) {
      models.add(LinearModel.read(model(fits)));
    }
    double[] objectives = LogLoss.objectives(rows, models, work.lambda());
    for (int i = 0; i < objectives.length; i++) {
      fitted.get(i).reached(objectives[i]);
    }
  }

  private void say(int n) {
    StringBuilder line = new StringBuilder("%s: fit %d ".formatted(work.name(), n));
    for (Fits fits : all) {
      if (!fits.failed()) {
        line.append(" %s %.3f s ".formatted(fits.peer(), fits.last().path("seconds").asDouble()));
      }
    }
    progress.println(line.toString().strip());
  }

  private interface Step {
    void run() throws IOException;
  }

  private void attempt(Fits fits, Step step) throws IOException {
    if (fits.failed()) {
      return;
    }
    try {
      step.run();
    } catch (PeerException e) {
      fits.fail(e.getMessage());
      progress.println("%s: %s".formatted(work.name(), e.getMessage()));
    }
  }

  @Override
  public void close() {
    children.values().forEach(Child::close);
  }
}
