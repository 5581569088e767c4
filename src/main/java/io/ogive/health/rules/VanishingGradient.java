package io.ogive.health.rules;

import io.ogive.health.LayerStats;
import io.ogive.health.SourceHealth;
import io.ogive.health.StepStats;
import java.util.List;

/** VANISHING_GRADIENT: the first layer gets next to nothing of the output's signal. */
final class VanishingGradient implements Rule {
  private static final String DEPTH =
      "depth: a sigmoid passes at most a quarter of the signal, and there are several";
  private static final String SATURATION =
      "saturation: the activations on the way are where their slope is small";
  private static final String WEIGHTS = "weights: those on the way are small";
  private static final String CURE =
      "set model.network.activation = relu, or model.network.batch-norm = true, or fewer layers";

  @Override
  public String id() {
    return "VANISHING_GRADIENT";
  }

  @Override
  public List<Threshold> thresholds() {
    return List.of(
        Threshold.atLeastZero("attenuation", 1e-3, "rms(delta_1) / rms(delta_L), for WARN"),
        Threshold.atLeastZero("delta", 1e-4, "rms(delta_1) as well, for WARN"),
        Threshold.atLeastZero("gradient", 1e-7, "the mean |gradient| too, for CRIT"));
  }

  @Override
  public Page page() {
    return new Page(
        "The first layer gets next to nothing of the signal that leaves the output.",
        "rms(delta_1) is below {attenuation} of rms(delta_L) and below {delta} (WARN), and the mean"
            + " |gradient| below {gradient} too (CRIT)",
        "attenuation = rms(delta_1) / rms(delta_L) = product over layers of T / 4 and of the"
            + " weights' gains. Three things make it small, and they are told apart: depth, each"
            + " sigmoid passing at most 1/4, so 0.25^(L-1) at best; saturation, T below 1; weights,"
            + " gains below 1.",
        "depth, saturation or weights: the message says which takes most",
        CURE,
        "layer 1: rms(delta) is 2.1e-06, 3.4e-05 of the output's; depth takes 1.0e-03, saturation"
            + " 0.41, weights 0.083");
  }

  @Override
  public Judge judge(Thresholds by, RunFacts run) {
    if (run.hidden().isEmpty()) {
      return NOTHING;
    }
    return (round, into) -> {
      if (!round.isMeasured() || !(round.whole().outputSignal() > 0)) {
        return false;
      }
      SourceHealth whole = round.whole();
      LayerStats first = whole.hidden().get(0);
      double attenuation = whole.attenuation(0, round.units(0), round.units(run.hidden().size()));
      double delta = Math.sqrt(first.signalOut() / Math.max(1, first.count()));
      if (attenuation < by.of("attenuation") && delta < by.of("delta")) {
        into.found(finding(round, run, attenuation, delta, by.of("gradient")));
      }
      return true;
    };
  }

  private static Finding finding(
      Observation round, RunFacts run, double attenuation, double delta, double least) {
    double depth = 1;
    double saturation = 1;
    double weights = 1;
    for (int l = 0; l < run.hidden().size(); l++) {
      depth *= run.hidden().get(l).largestSlope();
      saturation *= round.whole().hidden().get(l).transmission();
      weights *= round.whole().weightGain(l, round.units(l), round.units(l + 1));
    }
    double gradient = meanGradient(round);
    String cause =
        depth <= saturation && depth <= weights
            ? DEPTH
            : saturation <= weights ? SATURATION : WEIGHTS;
    return new Finding(
        gradient < least ? Severity.CRIT : Severity.WARN,
        Place.ofLayer(1),
        1 / attenuation,
        Evidence.of("attenuation", attenuation)
            .and("rms_delta", delta)
            .and("mean_gradient", gradient)
            .and("by_depth", depth)
            .and("by_saturation", saturation)
            .and("by_weights", weights)
            .map(),
        Words.say(
            "layer 1: rms(delta) is %.2g, %.2g of the output's; depth takes %.2g, saturation %.2g,"
                + " weights %.2g",
            delta, attenuation, depth, saturation, weights),
        cause,
        CURE);
  }

  /** Of local steps that of the first layer, where it was measured. */
  private static double meanGradient(Observation round) {
    StepStats first = round.whole().steps().get(0);
    return first.steps() > 0 ? first.meanGradient() : round.meanGradient();
  }
}
