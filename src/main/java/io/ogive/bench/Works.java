package io.ogive.bench;

import io.ogive.bench.Work.Wanted;
import io.ogive.bench.Work.When;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is measured under which name, and what is wanted of it. */
public final class Works {
  /** The names. */
  public static final List<String> NAMES = List.of("lr", "sparse", "network", "health");

  private static final int LOGISTIC_PAIRS = 160;
  private static final int NETWORK_PAIRS = 200;
  private static final double LAMBDA = 1e-4;
  private static final int MOST_PASSES = 10;
  private static final Duration LIMIT = Duration.ofMinutes(6);
  private static final String DENSE = "dense:1000000x100";
  private static final String CORRELATED = "correlated:1000000x100";

  private Works() {}

  /**
   * Refuses the name of a work that there is not.
   *
   * @throws IllegalArgumentException naming those that there are
   */
  static void requireKnown(List<String> only) {
    BenchOptions any =
        new BenchOptions(Optional.empty(), List.of(), Optional.empty(), 1, "1g", Path.of(""));
    List<String> known =
        NAMES.stream().flatMap(name -> of(name, any).stream()).map(Measurement::name).toList();
    for (String name : only) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "there is no work '%s'; there are %s".formatted(name, String.join(", ", known)));
      }
    }
  }

  static List<Measurement> of(String bench, BenchOptions options) {
    return switch (bench) {
      case "lr" ->
          List.of(
              new Contest(dense("dense", DENSE)),
              new Contest(dense("correlated", CORRELATED)),
              new HeapMeasure(DENSE, LAMBDA),
              new PairMeasure(Pairs.HEALTH, Pairs.HEALTH, DENSE, LAMBDA, LOGISTIC_PAIRS, 1.02),
              new PairMeasure(Pairs.TOTALS, Pairs.TOTALS, DENSE, LAMBDA, 20, 1.02),
              new PairMeasure(Pairs.GRID, Pairs.GRID, DENSE, LAMBDA, 30, 3));
      case "sparse" -> sparse(options);
      case "health" -> health(options);
      case "network" -> network(options);
      default -> throw new IllegalArgumentException("there is no bench '" + bench + "'");
    };
  }

  private static List<Measurement> network(BenchOptions options) {
    Path folder = options.data().orElse(Path.of("")).resolve("shared-only").resolve("mnist");
    if (options.data().isEmpty() || !Files.isReadable(folder)) {
      String problem =
          options.data().isEmpty()
              ? "needs --data DIR with DIR/shared-only/mnist"
              : "there is no " + folder;
      return List.of(
          new ProductMeasure(),
          new Unavailable("mnist", problem),
          new Unavailable("depth", problem));
    }
    Path whole = folder.toAbsolutePath();
    return List.of(new ProductMeasure(), new NetworkContest(whole), new DepthMeasure(whole));
  }

  private static Work dense(String name, String source) {
    return new Work(
        name,
        source,
        LAMBDA,
        10,
        LIMIT,
        MOST_PASSES,
        List.of(
            new Wanted(PeerNames.MLLIB, When.FIRST, 6),
            new Wanted(PeerNames.MLLIB, When.THIRD, 10),
            new Wanted(PeerNames.MLLIB, When.LAST, 15),
            new Wanted(Peers.SKLEARN, When.LAST, 1.5)));
  }

  private static List<Measurement> sparse(BenchOptions options) {
    Wanted tenfold = new Wanted(PeerNames.MLLIB, When.LAST, 10);
    Wanted twentyfold = new Wanted(PeerNames.MLLIB, When.LAST, 20);
    Wanted fivefold = new Wanted(PeerNames.MLLIB, When.LAST, 5);
    List<Measurement> all = new ArrayList<>();
    all.add(libSvm("a9a", "a9a.gz", 10, MOST_PASSES, options, twentyfold));
    all.add(libSvm("ijcnn1", "ijcnn1.gz", 10, MOST_PASSES, options, tenfold));
    all.add(libSvm("w8a", "w8a.gz", 10, MOST_PASSES, options, twentyfold));
    all.add(
        libSvm(
            "imdb",
            "imdb/imdb.bow.train.libsvm.gz",
            4,
            0,
            options,
            new Wanted(PeerNames.MLLIB, When.LAST, 8),
            new Wanted(Peers.LIBLINEAR, When.LAST, 1.5)));
    all.add(libSvm("news20", "news20_multiclass.gz", 1, 0, options, fivefold));
    all.add(flights(options, fivefold));
    all.add(
        new Contest(
            new Work(
                "wide",
                "sparse:200000x10000000x50",
                LAMBDA,
                1,
                LIMIT,
                0,
                List.of(new Wanted(PeerNames.MLLIB, When.FIRST, 0)))));
    return all;
  }

  /** What measuring costs. */
  private static List<Measurement> health(BenchOptions options) {
    return List.of(
        new PairMeasure("lr-" + Pairs.HEALTH, Pairs.HEALTH, DENSE, LAMBDA, LOGISTIC_PAIRS, 1.02),
        new PairMeasure("lr-" + Pairs.FULL, Pairs.FULL, DENSE, LAMBDA, LOGISTIC_PAIRS, 1.05),
        network(Pairs.NETWORK_HEALTH, 1.02, options),
        network(Pairs.NETWORK_FULL, 1.05, options));
  }

  private static Measurement network(String what, double below, BenchOptions options) {
    Path folder = options.data().orElse(Path.of("")).resolve("shared-only").resolve("mnist");
    if (options.data().isEmpty()) {
      return new Unavailable(what, "needs --data DIR with MNIST in DIR/shared-only/mnist");
    }
    if (!Files.isReadable(Images.file(folder, Images.TRAIN))) {
      return new Unavailable(what, "there is no " + Images.file(folder, Images.TRAIN));
    }
    return new PairMeasure(
        what, what, Source.MNIST + folder.toAbsolutePath(), LAMBDA, NETWORK_PAIRS, below);
  }

  private static Measurement flights(BenchOptions options, Wanted wanted) {
    return file("flights", Source.FLIGHTS, "flights-3m.parquet", 2, 0, options, wanted);
  }

  private static Measurement libSvm(
      String name, String path, int fits, int mostPasses, BenchOptions options, Wanted... wanted) {
    return file(name, "libsvm:", path, fits, mostPasses, options, wanted);
  }

  private static Measurement file(
      String name,
      String kind,
      String path,
      int fits,
      int mostPasses,
      BenchOptions options,
      Wanted... wanted) {
    Path file = options.data().orElse(Path.of("")).resolve("shared-only").resolve(path);
    if (options.data().isEmpty()) {
      return new Unavailable(name, "needs --data DIR with DIR/shared-only/" + path);
    }
    if (!Files.isReadable(file)) {
      return new Unavailable(name, "there is no " + file);
    }
    String source = kind + file.toAbsolutePath();
    return new Contest(new Work(name, source, LAMBDA, fits, LIMIT, mostPasses, List.of(wanted)));
  }
}
