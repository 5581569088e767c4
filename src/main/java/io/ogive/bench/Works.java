package io.ogive.bench;

import io.ogive.bench.Work.Wanted;
import io.ogive.bench.Work.When;
import java.util.List;

/** The works that a bench's name stands for. */
final class Works {
  private static final double LAMBDA = 1e-4;

  private Works() {}

  static List<Work> of(String bench, BenchOptions options) {
    return switch (bench) {
      case "lr" -> List.of(dense("dense", 1_000_000, 100));
      default -> throw new IllegalArgumentException("there is no bench '" + bench + "'");
    };
  }

  static Work dense(String name, long rows, int columns) {
    return new Work(
        name,
        "dense:%dx%d".formatted(rows, columns),
        LAMBDA,
        10,
        List.of(
            new Wanted(PeerNames.MLLIB, When.FIRST, 6),
            new Wanted(PeerNames.MLLIB, When.THIRD, 10),
            new Wanted(PeerNames.MLLIB, When.LATE, 15),
            new Wanted(Peers.SKLEARN, When.LATE, 1.5)));
  }
}
