package io.ogive.health.rules;

import io.ogive.health.LayerStats;
import java.util.List;

/** LOW_TRANSMISSION: an activation lets little of the back-propagated signal through. */
final class LowTransmission implements Rule {
  private static final String CURE =
      "set model.network.batch-norm = true, or model.network.activation = relu";

  @Override
  public String id() {
    return "LOW_TRANSMISSION";
  }

  @Override
  public List<Threshold> thresholds() {
    return List.of(
        Threshold.share("transmission", 0.25, "T of a hidden layer, for WARN"),
        Threshold.share("critical", 0.0625, "the same, for CRIT"));
  }

  @Override
  public Page page() {
    return new Page(
        "A hidden layer's activation stops most of the signal on its way back.",
        "T of a hidden layer is below {transmission} (WARN) or {critical} (CRIT)",
        "T = 4 sqrt(sum delta^2 / sum u^2) in (0, 1] is the share of the back-propagated signal u"
            + " that the sigmoid lets through, weighted by the signal itself; for other activations"
            + " by their own largest slope. T far below the mean of g says that the rows that carry"
            + " the error are the saturated ones.",
        "the units that the error passes through are saturated, or inactive",
        CURE,
        "layer 2: transmission is 0.113, the mean of g 0.412");
  }

  @Override
  public Judge judge(Thresholds by, RunFacts run) {
    if (run.hidden().isEmpty()) {
      return NOTHING;
    }
    return (round, into) -> {
      for (int l = 0; round.isMeasured() && l < run.hidden().size(); l++) {
        LayerStats layer = round.whole().hidden().get(l);
        if (layer.signalIn() > 0 && layer.transmission() < by.of("transmission")) {
          into.found(finding(l, layer, layer.transmission() < by.of("critical")));
        }
      }
      return round.isMeasured();
    };
  }

  private static Finding finding(int l, LayerStats layer, boolean critical) {
    boolean errorsSit = layer.transmission() < layer.meanG() / 2;
    return new Finding(
        critical ? Severity.CRIT : Severity.WARN,
        Place.ofLayer(l + 1),
        1 - layer.transmission(),
        Evidence.of("transmission", layer.transmission()).and("mean_g", layer.meanG()).map(),
        Words.say(
            "layer %d: transmission is %.3g, the mean of g %.3g",
            l + 1, layer.transmission(), layer.meanG()),
        errorsSit
            ? "the rows that carry the error are those on which the layer is saturated"
            : "the layer is saturated on most rows",
        CURE);
  }
}
