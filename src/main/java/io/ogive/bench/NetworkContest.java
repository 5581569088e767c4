package io.ogive.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ogive.bench.Figure.Verdict;
import io.ogive.bench.NetworkPeer.Recipe;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A network 784-100-10 of sigmoids on pictures of digits: the time to an accuracy of 97.0 %, the
 * accuracy with the defaults, the time of an epoch, and two replicas against one; medians over
 * seeds.
 *
 * <p>Ogive's and MLlib's times to an accuracy are those of a whole fit, from the cached DataFrame
 * to the model, that reaches it: of ever longer ones the first, where each seed after the first
 * begins with the length at which the one before arrived. Of PyTorch and scikit-learn they are
 * those of the epochs until the model reaches it, whichever batch of 64, 128 and 256 is best.
 * Accuracy is found outside of the clock.
 */
record NetworkContest(Path folder) implements Measurement {
  private static final double ACCURACY = 0.97;
  private static final double DEFAULT_ACCURACY = 0.978;
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final int SEEDS = 5;
  private static final int BATCH = 128;
  private static final int MOST_EPOCHS = 20;
  private static final List<Integer> OGIVE_ROUNDS = List.of(3, 4, 5, 6, 8, 10, 14, 20);
  private static final List<Integer> MLLIB_ITERATIONS = List.of(150, 200, 250, 300, 400, 600);
  private static final int[] BATCHES = {64, 128, 256};

  @Override
  public String name() {
    return "mnist";
  }

  @Override
  public Outcome run(BenchOptions options, PrintStream progress) throws IOException {
    Peers peers = new Peers(options);
    ObjectNode details = Line.object().put("work", name()).put("source", folder.toString());
    Log log = new Log(progress, details);
    int seeds = options.fits().orElse(SEEDS);
    List<Figure> figures = new ArrayList<>();
    Ours ours;
    try (Child child = peers.jvm(PeerNames.OGIVE)) {
      child.ask(LIMIT, "images", folder.toString());
      ours = ours(child, seeds, log);
    }
    tell(List.of(accuracy(ours), replicas(ours)), figures, log);
    contend(PeerNames.MLLIB, figures, log, () -> mllib(peers, seeds, ours, log));
    for (String name : List.of(Peers.PYTORCH, Peers.SKLEARN)) {
      contend(name, figures, log, () -> python(name, peers, seeds, ours, log));
    }
    return new Outcome(figures, details);
  }

  /** What Ogive took. */
  private record Ours(double toAccuracy, double accuracy, double epoch, double two) {}

  private record Log(PrintStream progress, ObjectNode details) {
    void add(String peer, String what, Recipe recipe, JsonNode answer) {
      details
          .withArray(peer)
          .addObject()
          .put("what", what)
          .put("seed", recipe.seed())
          .put("rounds", recipe.rounds())
          .put("batch", recipe.batch())
          .set("answer", answer);
      progress.println(
          String.format(
              Locale.ROOT,
              "mnist: %s %s, seed %d, %d rounds: %s, %.2f %%",
              peer,
              what,
              recipe.seed(),
              recipe.rounds(),
              Figure.seconds(answer.path("seconds").asDouble()),
              100 * answer.path("accuracy").asDouble()));
    }
  }

  /** Adds figures, and shows them at once. */
  private static void tell(List<Figure> found, List<Figure> figures, Log log) {
    Table table = Table.growing();
    found.forEach(figure -> log.progress.print(table.line(figure)));
    figures.addAll(found);
  }

  /** Ever longer fits. */
  private static final class Ladder {
    private final List<Integer> lengths;
    private int at;

    Ladder(List<Integer> lengths) {
      this.lengths = lengths;
    }

    /** The seconds of the first fit of a seed that reaches the accuracy, if one does. */
    Optional<Double> climb(Child child, int seed, Log log) {
      for (int next = at; next < lengths.size(); next++) {
        JsonNode answer = ask(child, "to 97.0 %", new Recipe(lengths.get(next), seed, 0, 0), log);
        if (answer.path("accuracy").asDouble() >= ACCURACY) {
          at = next;
          return Optional.of(answer.path("seconds").asDouble());
        }
      }
      return Optional.empty();
    }
  }

  private interface Contender {
    List<Figure> figures() throws IOException;
  }

  private void contend(String name, List<Figure> figures, Log log, Contender contender)
      throws IOException {
    try {
      tell(contender.figures(), figures, log);
    } catch (PeerException e) {
      log.progress.println("mnist: " + e.getMessage());
      figures.add(Figure.missing(name(), name, "", e.getMessage()));
    }
  }

  private static Ours ours(Child child, int seeds, Log log) {
    ask(child, "warm-up", new Recipe(3, 1, 0, 0), log);
    Ladder ladder = new Ladder(OGIVE_ROUNDS);
    List<Double> accuracies = new ArrayList<>();
    List<Double> seconds = new ArrayList<>();
    List<Double> epochs = new ArrayList<>();
    List<Double> twos = new ArrayList<>();
    for (int seed = 1; seed <= seeds; seed++) {
      accuracies.add(
          ask(child, "defaults", new Recipe(0, seed, 0, 0), log).path("accuracy").asDouble());
      ladder.climb(child, seed, log).ifPresent(seconds::add);
      epochs.add(round(ask(child, "one replica", new Recipe(5, seed, BATCH, 1), log)));
      twos.add(round(ask(child, "two replicas", new Recipe(5, seed, BATCH, 2), log)));
    }
    double mean = accuracies.stream().mapToDouble(a -> a).average().orElseThrow();
    if (seconds.size() < seeds) {
      throw new PeerException("ogive does not reach 97.0 % in " + MOST_EPOCHS + " rounds");
    }
    return new Ours(
        Statistics.median(seconds), mean, Statistics.median(epochs), Statistics.median(twos));
  }

  private static JsonNode ask(Child child, String what, Recipe recipe, Log log) {
    JsonNode answer = child.ask(LIMIT, recipe.words());
    log.add(child.name(), what, recipe, answer);
    return answer;
  }

  private static double round(JsonNode answer) {
    List<Double> rounds = new ArrayList<>();
    answer.path("rounds").forEach(seconds -> rounds.add(seconds.asDouble()));
    return Statistics.median(rounds);
  }

  private Figure accuracy(Ours ours) {
    return new Figure(
        name(),
        "",
        "defaults",
        String.format(Locale.ROOT, "%.2f %%", 100 * ours.accuracy),
        "",
        100 * ours.accuracy,
        Figure.atLeast(100 * DEFAULT_ACCURACY),
        Verdict.of(ours.accuracy >= DEFAULT_ACCURACY),
        "mean accuracy over seeds");
  }

  private Figure replicas(Ours ours) {
    return ratio("one replica", "epoch", ours.two, ours.epoch, 1.8, "two replicas on two cores");
  }

  private Figure ratio(
      String against, String when, double mine, double other, double wanted, String note) {
    return new Figure(
        name(),
        against,
        when,
        Figure.seconds(mine),
        Figure.seconds(other),
        other / mine,
        wanted > 0 ? Figure.atLeast(wanted) : "",
        wanted > 0 ? Verdict.of(other / mine >= wanted) : Verdict.NONE,
        note);
  }

  private List<Figure> mllib(Peers peers, int seeds, Ours ours, Log log) throws IOException {
    try (Child child = peers.jvm(PeerNames.MLLIB)) {
      child.ask(LIMIT, "images", folder.toString());
      List<Double> seconds = new ArrayList<>();
      Ladder ladder = new Ladder(MLLIB_ITERATIONS);
      for (int seed = 1; seed <= seeds; seed++) {
        ladder.climb(child, seed, log).ifPresent(seconds::add);
      }
      if (seconds.isEmpty()) {
        throw new PeerException("mllib does not reach 97.0 %");
      }
      double theirs = Statistics.median(seconds);
      String note = "of the fits that reached it, %d of %d".formatted(seconds.size(), seeds);
      return List.of(ratio(PeerNames.MLLIB, "to 97.0 %", ours.toAccuracy, theirs, 25, note));
    }
  }

  private List<Figure> python(String name, Peers peers, int seeds, Ours ours, Log log)
      throws IOException {
    double best = Double.POSITIVE_INFINITY;
    int bestBatch = 0;
    List<Double> epochs = new ArrayList<>();
    String title;
    try (Child child = peers.network(name)) {
      title = name + " " + child.ask(LIMIT, "images", folder.toString()).path("version").asText();
      for (int batch : BATCHES) {
        List<Double> seconds = new ArrayList<>();
        for (int seed = 1; seed <= seeds; seed++) {
          JsonNode answer = ask(child, "epochs", new Recipe(MOST_EPOCHS, seed, batch, 1), log);
          seconds.add(toAccuracy(answer));
          if (batch == BATCH) {
            epochs.add(round(answer));
          }
        }
        double median = Statistics.median(seconds);
        bestBatch = median < best ? batch : bestBatch;
        best = Math.min(best, median);
      }
    }
    boolean torch = name.equals(Peers.PYTORCH);
    double epoch = Statistics.median(epochs);
    return List.of(
        ratio(title, "to 97.0 %", ours.toAccuracy, best, torch ? 3 : 0, "its batch " + bestBatch),
        ratio(title, "epoch", ours.two, epoch, torch ? 4 : 0, "batch 128 a replica, 2 cores"));
  }

  /** The seconds of the epochs up to the first that reaches the accuracy. */
  private static double toAccuracy(JsonNode answer) {
    double seconds = 0;
    for (int i = 0; i < answer.path("rounds").size(); i++) {
      seconds += answer.path("rounds").get(i).asDouble();
      if (answer.path("accuracies").get(i).asDouble() >= ACCURACY) {
        return seconds;
      }
    }
    return Double.POSITIVE_INFINITY;
  }
}
