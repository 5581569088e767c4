package io.ogive.health;

import io.ogive.math.ExactSums;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What one pass found in the training rows of one source.
 *
 * <p>Attenuation compares the signal of a layer with that of the output: {@code outputSignal} is
 * the sum of delta^2 there, delta = p - y.
 */
public final class SourceHealth implements Serializable {
  private final List<LayerStats> hidden = new ArrayList<>();
  private final MarginStats margins;
  private final ExactSums output = new ExactSums(2, ExactSums.FINE);
  private final OutputStats outputStats = new OutputStats();
  private final GradientSketch gradient = new GradientSketch();
  private final List<StepStats> steps = new ArrayList<>();
  private SourceHealth probe;
  private long rows;
  private int outputs;

  public SourceHealth(int hiddenLayers, int classes) {
    for (int l = 0; l < hiddenLayers; l++) {
      hidden.add(new LayerStats());
    }
    for (int l = 0; l <= hiddenLayers; l++) {
      steps.add(new StepStats());
    }
    margins = new MarginStats(classes);
  }

  public List<LayerStats> hidden() {
    return Collections.unmodifiableList(hidden);
  }

  public MarginStats margins() {
    return margins;
  }

  /** The output layer by output; of nothing below level FULL. */
  public OutputStats outputStats() {
    return outputStats;
  }

  /** The gradient of the rows' losses; of nothing below level FULL. */
  public GradientSketch gradient() {
    return gradient;
  }

  /**
   * What local steps did to the weights, layer by layer, the output's last; of nothing below level
   * FULL, and where there are no local steps.
   */
  public List<StepStats> steps() {
    return Collections.unmodifiableList(steps);
  }

  /**
   * The outputs of a sample of the rows at the weights that a round of local steps starts from,
   * which are the same for all sources; everything else is taken at weights that move, and that a
   * batch's own source has moved last. Empty below level FULL, and where there are no local steps.
   */
  public Optional<SourceHealth> probe() {
    return Optional.ofNullable(probe);
  }

  /** The same, to be added to. */
  public SourceHealth probing() {
    if (probe == null) {
      probe = new SourceHealth(0, margins.classes());
    }
    return probe;
  }

  /** Whether what level FULL adds was measured. */
  public boolean isFull() {
    return gradient.isObserved() || margins.bins().isObserved();
  }

  /** Whether margins are by the classes of a label, rather than by flags that may all be set. */
  private boolean isByClass() {
    return rows == 0;
  }

  /**
   * The correlation of label and score within these rows: of two classes {@link
   * MarginStats#labelCorrelation}, at any level; of several classes or flags {@link
   * OutputStats#correlation}, at level FULL. NaN where there is none.
   */
  public double labelCorrelation() {
    return isByClass() && margins.classes() == 2
        ? margins.labelCorrelation()
        : outputStats.correlation();
  }

  /** The standard error of {@link #labelCorrelation} where label and score have none. */
  public double labelCorrelationError() {
    return isByClass() && margins.classes() == 2
        ? 1 / Math.sqrt((double) margins.count())
        : outputStats.correlationError();
  }

  /** How far a class's log-odds are from the whole's; see {@link MarginStats#priorShift}. */
  public MarginStats.PriorShift priorShift(SourceHealth whole) {
    return isByClass() ? margins.priorShift(whole.margins) : MarginStats.PriorShift.NONE;
  }

  /** The stability index of the margins; see {@link MarginBins#stability}. NaN below level FULL. */
  public double stabilityIndex(SourceHealth whole) {
    return margins.bins().stability(whole.margins.bins());
  }

  /** The cosine of this gradient and the whole's; see {@link GradientSketch}. NaN below FULL. */
  public double gradientCosine(SourceHealth whole) {
    return gradient.cosine(whole.gradient);
  }

  /** Adds sum of delta^2 at the output over a batch, and the batch's row weight. */
  public void observeOutput(double deltaSquared, double weight) {
    output.add(0, deltaSquared);
    output.add(1, weight);
  }

  public double outputSignal() {
    return output.value(0);
  }

  public double weight() {
    return output.value(1);
  }

  /** Counts rows whose margins do not: where the label is a number, or several. */
  public void observeRows(long count, int units) {
    rows += count;
    outputs = units;
  }

  /** The units of the output: one for two classes, else one a class, a flag or a number. */
  public int outputs() {
    return rows > 0 ? outputs : margins.classes() == 2 ? 1 : margins.classes();
  }

  public long rows() {
    return rows == 0 ? margins.count() : rows;
  }

  /**
   * Adds what another found to this.
   *
   * @throws IllegalArgumentException if the other has another number of layers or classes
   */
  public SourceHealth mergeWith(SourceHealth other) {
    if (other.hidden.size() != hidden.size()) {
      throw new IllegalArgumentException(
          "cannot merge statistics of %d hidden layers with those of %d"
              .formatted(hidden.size(), other.hidden.size()));
    }
    for (int l = 0; l < hidden.size(); l++) {
      hidden.get(l).mergeWith(other.hidden.get(l));
    }
    margins.mergeWith(other.margins);
    output.mergeWith(other.output);
    outputStats.mergeWith(other.outputStats);
    gradient.mergeWith(other.gradient);
    for (int l = 0; l < steps.size(); l++) {
      steps.get(l).mergeWith(other.steps.get(l));
    }
    if (other.probe != null) {
      probing().mergeWith(other.probe);
    }
    rows += other.rows;
    outputs = Math.max(outputs, other.outputs);
    return this;
  }

  /**
   * rms(u) of hidden layer l / rms(delta) of the layer above: what the weights between them did to
   * the signal.
   *
   * @param units the units of layer l
   * @param above the units of the layer above, the output's above the last
   */
  public double weightGain(int l, int units, int above) {
    double signal = l + 1 < hidden.size() ? hidden.get(l + 1).signalOut() : outputSignal();
    if (signal == 0) {
      return 0;
    }
    return Math.sqrt(hidden.get(l).signalIn() / units / (signal / above));
  }

  /**
   * rms(delta of hidden layer l) / rms(delta of the output): the product of transmission / 4 and of
   * the weights' gains above l.
   *
   * @param units the units of layer l
   * @param outputs the units of the output
   */
  public double attenuation(int l, int units, int outputs) {
    if (outputSignal() == 0) {
      return 0;
    }
    return Math.sqrt(hidden.get(l).signalOut() / units / (outputSignal() / outputs));
  }
}
