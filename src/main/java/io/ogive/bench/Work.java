package io.ogive.bench;

import java.util.List;

/**
 * What every peer is to fit.
 *
 * @param source as {@link Source} takes it
 * @param fits how often each peer fits, in turns
 * @param wanted the ratios that Ogive is to reach
 */
record Work(String name, String source, double lambda, int fits, List<Wanted> wanted) {
  Work {
    wanted = List.copyOf(wanted);
  }

  /** Which of the fits a ratio is of. */
  enum When {
    FIRST("first fit"),
    THIRD("third fit"),
    LATE("warm");

    private final String words;

    When(String words) {
      this.words = words;
    }

    /** Seconds of those fits; the median of the last three where they are {@link #LATE}. */
    double of(List<Double> seconds) {
      int last = seconds.size() - 1;
      return switch (this) {
        case FIRST -> seconds.get(0);
        case THIRD -> seconds.get(Math.min(2, last));
        case LATE -> {
          double[] late =
              seconds.subList(Math.max(0, last - 2), last + 1).stream()
                  .mapToDouble(Double::doubleValue)
                  .toArray();
          yield Statistics.median(late);
        }
      };
    }

    @Override
    public String toString() {
      return words;
    }
  }

  /**
   * A ratio to be reached.
   *
   * @param atLeast the peer's time over Ogive's
   */
  record Wanted(String peer, When when, double atLeast) {}

  /** The peers, each once. */
  List<String> peers() {
    return wanted.stream().map(Wanted::peer).distinct().toList();
  }
}
