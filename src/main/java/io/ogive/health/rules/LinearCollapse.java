package io.ogive.health.rules;

import io.ogive.health.LayerStats;
import java.util.List;

/** LINEAR_COLLAPSE: a hidden layer works where its curve is a straight line. */
final class LinearCollapse implements Rule {
  private static final String CAUSE =
      "weights so small that all sums stay near 0, where sigma(z) is 0.5 + 0.25 z: a small init, or"
          + " a heavy l2";
  private static final String CURE =
      "set a larger model.network.init or a smaller model.network.l2; as it is the layer adds no"
          + " depth";

  @Override
  public String id() {
    return "LINEAR_COLLAPSE";
  }

  @Override
  public List<Threshold> thresholds() {
    return List.of(
        Threshold.share("share", 0.95, "share of activations with |z| < 0.5"), Threshold.rounds(3));
  }

  @Override
  public Page page() {
    return new Page(
        "A hidden layer works where its curve is a straight line, so its depth is wasted.",
        "in a hidden layer of sigmoids or tanh the share of activations with |z| < 0.5 is above"
            + " {share} for {rounds} rounds in a row (WARN)",
        "Within |z| < 0.5 the sigmoid is 0.5 + 0.25 z to within 0.003. Where all units stay there"
            + " the layer is an affine map, and two affine maps in a row are one: the network is"
            + " the shallower one, at the price of the deeper.",
        CAUSE,
        CURE,
        "layer 2: 98.7 % of activations have |z| < 0.5, for 3 rounds");
  }

  @Override
  public Judge judge(Thresholds by, RunFacts run) {
    if (run.hidden().stream().noneMatch(RunFacts.Hidden::saturates)) {
      return NOTHING;
    }
    Streak streak = new Streak();
    return (round, into) -> {
      for (int l = 0; round.isMeasured() && l < run.hidden().size(); l++) {
        LayerStats layer = round.whole().hidden().get(l);
        double share = (double) layer.core() / Math.max(1, layer.count());
        boolean linear = run.hidden().get(l).saturates() && share > by.of("share");
        int held = streak.held(l, linear);
        if (linear && held >= by.of("rounds")) {
          into.found(finding(l, layer, share, held));
        }
      }
      return round.isMeasured();
    };
  }

  private static Finding finding(int l, LayerStats layer, double share, int held) {
    return new Finding(
        Severity.WARN,
        Place.ofLayer(l + 1),
        share,
        Evidence.of("core_share", share).and("var_z", layer.varianceZ()).and("rounds", held).map(),
        Words.say(
            "layer %d: %s of activations have |z| < 0.5, for %d rounds",
            l + 1, Words.percent(share), held),
        CAUSE,
        CURE);
  }
}
