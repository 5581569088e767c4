package io.ogive.health.rules;

import io.ogive.health.LayerStats;
import java.util.List;

/** RECENTRE: a layer's sums lie off 0, where batch normalisation would bring them. */
final class Recentre implements Rule {
  private static final String CAUSE =
      "sums whose mean is far from 0, so that all rows of a unit are on one flank of its sigmoid";

  @Override
  public String id() {
    return "RECENTRE";
  }

  @Override
  public List<Threshold> thresholds() {
    return List.of(
        new Threshold("gain", 4, 1, Double.MAX_VALUE, "the recentring gain of a hidden layer"));
  }

  @Override
  public Page page() {
    return new Page(
        "Units sit on one flank of their sigmoid; centred they would pass several times as much.",
        "the recentring gain of a hidden layer of sigmoids or tanh is above {gain} (WARN); measured"
            + " at level full",
        "gain = mean_j(1 / sqrt(1 + pi v_j / 8)) / mean g, v_j the variance of unit j's z: the mean"
            + " slope if each unit had its mean z at 0, over the slope as it is. At z = 4 without"
            + " spread it is 14.15.",
        CAUSE,
        "set model.network.batch-norm = true",
        "layer 1: mean g is 0.071; with sums centred it would be 6.2 times that");
  }

  @Override
  public Judge judge(Thresholds by, RunFacts run) {
    if (run.hidden().stream().noneMatch(RunFacts.Hidden::saturates)) {
      return NOTHING;
    }
    return (round, into) -> {
      for (int l = 0; round.isFull() && l < run.hidden().size(); l++) {
        LayerStats layer = round.whole().hidden().get(l);
        if (run.hidden().get(l).saturates() && layer.recentringGain() > by.of("gain")) {
          into.found(finding(l, layer));
        }
      }
      return round.isFull();
    };
  }

  private static Finding finding(int l, LayerStats layer) {
    return new Finding(
        Severity.WARN,
        Place.ofLayer(l + 1),
        layer.recentringGain(),
        Evidence.of("recentring_gain", layer.recentringGain())
            .and("mean_g", layer.meanG())
            .and("mean_z", layer.meanZ())
            .map(),
        Words.say(
            "layer %d: mean g is %.2g; with sums centred it would be %.1f times that",
            l + 1, layer.meanG(), layer.recentringGain()),
        CAUSE,
        Words.say(
            "set model.network.batch-norm = true: about %.1f times the signal",
            layer.recentringGain()));
  }
}
