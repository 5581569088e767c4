package io.ogive.health.rules;

import io.ogive.health.LayerStats;
import io.ogive.health.Octaves;
import java.util.List;

/** SATURATED_LAYER: most of a hidden layer's activations have lost their slope. */
final class SaturatedLayer implements Rule {
  private static final String CAUSE =
      "the sums that enter the activation are large, so that sigma'(z) is nearly 0: weights or"
          + " inputs are too large, or grow";
  private static final String CURE =
      "set model.network.batch-norm = true, or a smaller model.network.init, or"
          + " model.network.standardize = true";

  @Override
  public String id() {
    return "SATURATED_LAYER";
  }

  @Override
  public List<Threshold> thresholds() {
    return List.of(
        Threshold.share("share", 0.5, "share of activations with g < 1/16, for WARN"),
        Threshold.share("critical", 0.9, "the same, for CRIT"),
        Threshold.rounds(3));
  }

  @Override
  public Page page() {
    return new Page(
        "Most activations of a hidden layer sit where the sigmoid is flat.",
        "in a hidden layer of sigmoids or tanh the share of activations with g < 1/16 is above"
            + " {share} for {rounds} rounds in a row (WARN), or above {critical} (CRIT)",
        "g = 4 sigma'(z) = 4 h (1 - h) is the slope against its largest, 1 at z = 0 and below 1/16"
            + " beyond |z| = 4.13. Back-propagation multiplies by it, so a saturated unit learns at"
            + " less than a sixteenth of its pace, whatever the error. Output layers are never"
            + " judged: under cross-entropy confidence is what one wants there.",
        CAUSE,
        CURE,
        "layer 1: 63.2 % of activations are saturated (g < 1/16), for 3 rounds");
  }

  @Override
  public Judge judge(Thresholds by, RunFacts run) {
    if (run.hidden().stream().noneMatch(RunFacts.Hidden::saturates)) {
      return NOTHING;
    }
    Streak streak = new Streak();
    return (round, into) -> {
      for (int l = 0; round.isMeasured() && l < run.hidden().size(); l++) {
        if (!run.hidden().get(l).saturates()) {
          continue;
        }
        LayerStats layer = round.whole().hidden().get(l);
        double share = layer.saturatedShare();
        int held = streak.held(l, share > by.of("share"));
        boolean critical = share > by.of("critical");
        if (critical || held >= by.of("rounds")) {
          into.found(finding(l, layer, held, critical));
        }
      }
      return round.isMeasured();
    };
  }

  private static Finding finding(int l, LayerStats layer, int held, boolean critical) {
    return new Finding(
        critical ? Severity.CRIT : Severity.WARN,
        Place.ofLayer(l + 1),
        layer.saturatedShare(),
        Evidence.of("saturated_share", layer.saturatedShare())
            .and("deep_share", (double) layer.octaves().from(Octaves.DEEP) / layer.count())
            .and("mean_z", layer.meanZ())
            .and("rounds", held)
            .map(),
        Words.say(
            "layer %d: %s of activations are saturated (g < 1/16), for %d rounds",
            l + 1, Words.percent(layer.saturatedShare()), held),
        CAUSE,
        CURE);
  }
}
