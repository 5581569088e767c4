package io.ogive.health.rules;

import io.ogive.health.LayerStats;
import java.util.List;

/** BAD_INIT: layers start at sums of very different spread, or saturated. */
final class BadInit implements Rule {
  private static final String CAUSE =
      "initial weights whose spread does not suit the activation, or inputs that are not"
          + " standardized";
  private static final String CURE =
      "set model.network.init = auto, which goes by activation and inputs, and"
          + " model.network.standardize = true";

  @Override
  public String id() {
    return "BAD_INIT";
  }

  @Override
  public boolean looksAtStart() {
    return true;
  }

  @Override
  public List<Threshold> thresholds() {
    return List.of(
        new Threshold("ratio", 10, 1, Double.MAX_VALUE, "largest over smallest variance of z"),
        Threshold.share("saturated", 0.05, "share of activations with g < 1/16"));
  }

  @Override
  public Page page() {
    return new Page(
        "A network starts with layers that differ tenfold, or that are saturated.",
        "at the start the variances of z of hidden layers are more than {ratio} times apart, or"
            + " more than {saturated} of a layer of sigmoids or tanh has g < 1/16 (WARN)",
        "An init is right if each layer hands on the variance that it gets, forth and back: uniform"
            + " within sqrt(6 / (inputs + outputs)) for tanh, four times that for sigmoids that"
            + " read sigmoids, whose slope is 1/4, sqrt(6 / inputs) for relu. Else signals fade or"
            + " saturate before anything is learned.",
        CAUSE,
        CURE,
        "at the start z has variance 1.02 in layer 1 and 0.031 in layer 3");
  }

  @Override
  public Judge judge(Thresholds by, RunFacts run) {
    if (run.hidden().isEmpty()) {
      return NOTHING;
    }
    return (start, into) -> {
      if (!start.isMeasured()) {
        return false;
      }
      apart(start, by.of("ratio"), into);
      for (int l = 0; l < run.hidden().size(); l++) {
        LayerStats layer = start.whole().hidden().get(l);
        if (run.hidden().get(l).saturates() && layer.saturatedShare() > by.of("saturated")) {
          into.found(saturated(l, layer));
        }
      }
      return true;
    };
  }

  private static void apart(Observation start, double ratio, Verdict into) {
    List<LayerStats> hidden = start.whole().hidden();
    int least = 0;
    int most = 0;
    for (int l = 1; l < hidden.size(); l++) {
      least = hidden.get(l).varianceZ() < hidden.get(least).varianceZ() ? l : least;
      most = hidden.get(l).varianceZ() > hidden.get(most).varianceZ() ? l : most;
    }
    double low = hidden.get(least).varianceZ();
    double high = hidden.get(most).varianceZ();
    if (high > ratio * low) {
      into.found(
          new Finding(
              Severity.WARN,
              Place.WHOLE,
              high / low,
              Evidence.of("largest_variance", high)
                  .and("smallest_variance", low)
                  .and("ratio", high / low)
                  .map(),
              Words.say(
                  "at the start z has variance %.3g in layer %d and %.3g in layer %d",
                  high, most + 1, low, least + 1),
              CAUSE,
              CURE));
    }
  }

  private static Finding saturated(int l, LayerStats layer) {
    return new Finding(
        Severity.WARN,
        Place.ofLayer(l + 1),
        layer.saturatedShare(),
        Evidence.of("saturated_share", layer.saturatedShare())
            .and("var_z", layer.varianceZ())
            .map(),
        Words.say(
            "at the start %s of layer %d is saturated (g < 1/16)",
            Words.percent(layer.saturatedShare()), l + 1),
        CAUSE,
        CURE);
  }
}
