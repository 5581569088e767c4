package io.ogive.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What every peer is to fit.
 *
 * @param source as {@link Source} takes it
 * @param fits how often each peer fits, in turns
 * @param limit what a peer may take for one fit
 * @param mostPasses in which Ogive is to be within 1e-6 of the optimum; 0 for any number
 * @param wanted the ratios that Ogive is to reach
 */
record Work(
    String name,
    String source,
    double lambda,
    int fits,
    Duration limit,
    int mostPasses,
    List<Wanted> wanted) {
  Work {
    wanted = List.copyOf(wanted);
  }

  /**
   * A ratio to be reached.
   *
   * @param atLeast the peer's time over Ogive's; 0 if it is only to be shown
   */
  record Wanted(String peer, When when, double atLeast) {}

  /** Which of the fits a ratio is of. */
  enum When {
    FIRST("first fit"),
    THIRD("third fit"),
    /** The median of the last three: of ten, from the eighth on. */
    LAST("last fits");

    private final String words;

    When(String words) {
      this.words = words;
    }

    double of(List<Double> seconds) {
      int last = seconds.size() - 1;
      return switch (this) {
        case FIRST -> seconds.get(0);
        case THIRD -> seconds.get(Math.min(2, last));
        case LAST -> Statistics.median(seconds.subList(Math.max(0, last - 2), last + 1));
      };
    }

    @Override
    public String toString() {
      return words;
    }
  }

  /** Ogive, and its peers, each once. */
  List<String> peers() {
    List<String> peers = new ArrayList<>(List.of(PeerNames.OGIVE));
    wanted.stream().map(Wanted::peer).distinct().forEach(peers::add);
    return peers;
  }
}
