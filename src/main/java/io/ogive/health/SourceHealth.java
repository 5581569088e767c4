package io.ogive.health;

import io.ogive.math.ExactSums;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

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
  private long rows;
  private int outputs;

  public SourceHealth(int hiddenLayers, int classes) {
    for (int l = 0; l < hiddenLayers; l++) {
      hidden.add(new LayerStats());
    }
    margins = new MarginStats(classes);
  }

  public List<LayerStats> hidden() {
    return Collections.unmodifiableList(hidden);
  }

  public MarginStats margins() {
    return margins;
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
