package io.ogive.health.rules;

import io.ogive.health.LayerStats;
import io.ogive.health.SourceHealth;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;

/**
 * A figure of partitions that are alike where all is well.
 *
 * @param name in evidence
 * @param words in messages
 * @param layer that it is about, from 1
 * @param of the figure of a partition
 * @param isRatio whether a partition is off by a factor, rather than by a difference
 * @param floor the factor, or the difference, that counts as an effect of 1
 * @param isUpward whether too small a value is no matter
 */
record OutlierFigure(
    String name,
    String words,
    OptionalInt layer,
    ToDoubleFunction<SourceHealth> of,
    boolean isRatio,
    double floor,
    boolean isUpward) {

  /** Those of a training's rounds. */
  static List<OutlierFigure> of(RunFacts run) {
    List<OutlierFigure> all = new ArrayList<>();
    all.add(
        new OutlierFigure(
            "mean_loss",
            "mean loss",
            OptionalInt.empty(),
            OutlierFigure::meanLoss,
            false,
            0.5,
            true));
    // Of local steps layers are measured at weights that the partition's own rows moved last.
    for (int l = 0; !run.steps().areLocal() && l < run.hidden().size(); l++) {
      int layer = l;
      OptionalInt named = OptionalInt.of(l + 1);
      all.add(
          new OutlierFigure(
              "deviation_z",
              "deviation of z in layer " + (l + 1),
              named,
              health -> Math.sqrt(layer(health, layer).varianceZ()),
              true,
              2,
              false));
      if (run.hidden().get(l).saturates()) {
        all.add(
            new OutlierFigure(
                "saturated_share",
                "saturated share of layer " + (l + 1),
                named,
                health -> layer(health, layer).saturatedShare(),
                false,
                0.2,
                true));
      }
    }
    return all;
  }

  private static LayerStats layer(SourceHealth health, int layer) {
    return health.hidden().get(layer);
  }

  private static double meanLoss(SourceHealth health) {
    double loss = 0;
    for (int k = 0; k < health.margins().classes(); k++) {
      loss += health.margins().label(k).sumLoss();
    }
    return loss / health.margins().count();
  }

  /** How far a value is from the median of all, in floors. */
  double effect(double value, double median) {
    if (!isRatio) {
      double off = (value - median) / floor;
      return isUpward ? off : Math.abs(off);
    }
    double off = Math.log(value / median) / Math.log(floor);
    return isUpward ? off : Math.abs(off);
  }

  /** The value on the scale on which it is compared. */
  double scaled(double value) {
    return isRatio ? Math.log(value) : value;
  }
}
