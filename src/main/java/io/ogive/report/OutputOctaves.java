package io.ogive.report;

import java.util.List;

/**
 * How bad the output of a partition is, as octaves: the mean of -log2 of the truth's probability
 * where labels are classes; else how many times the root mean square of its error has doubled above
 * that of all rows.
 */
final class OutputOctaves {
  private OutputOctaves() {}

  /** The root mean square of the output signal over all rows. */
  static double wholeSignal(List<SourceFigures> all) {
    double sum = 0;
    double weight = 0;
    for (SourceFigures source : all) {
      if (source.figures().weight() > 0) {
        sum += source.figures().signal();
        weight += source.figures().weight();
      }
    }
    return weight > 0 ? Math.sqrt(sum / weight) : Double.NaN;
  }

  static double of(Figures figures, double wholeSignal) {
    if (!figures.labels().isEmpty()) {
      return Octave.ofNats(figures.meanLoss());
    }
    double signal = figures.outputSignal();
    return signal == 0 ? 0 : Octave.of(wholeSignal / signal);
  }
}
