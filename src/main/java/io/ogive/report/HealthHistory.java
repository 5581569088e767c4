package io.ogive.report;

import java.util.List;

/**
 * What health.jsonl says of one fit, thinned where it is long.
 *
 * @param rounds over all rows, in order
 * @param map partitions by rounds
 * @param last the partitions in the last round that has any
 * @param full the round that cosines and stability indices are of, the last in which they were
 *     measured; below 0 without one
 * @param count of all rounds there were
 */
record HealthHistory(
    List<RoundFigures> rounds, PartitionMap map, List<SourceFigures> last, int full, int count) {

  /** The last round in which something was counted. */
  Figures lastFigures() {
    for (int i = rounds.size() - 1; i >= 0; i--) {
      if (rounds.get(i).figures().rows() > 0) {
        return rounds.get(i).figures();
      }
    }
    return Figures.of(Json.object());
  }

  /** The first of them. */
  Figures firstFigures() {
    return rounds.stream()
        .map(RoundFigures::figures)
        .filter(figures -> figures.rows() > 0)
        .findFirst()
        .orElseGet(this::lastFigures);
  }

  int hiddenLayers() {
    return lastFigures().layers().size();
  }
}
