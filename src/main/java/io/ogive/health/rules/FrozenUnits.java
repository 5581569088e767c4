package io.ogive.health.rules;

import io.ogive.health.UnitStats;
import java.util.List;

/** FROZEN_UNITS: units of a hidden layer give the same on all rows. */
final class FrozenUnits implements Rule {
  private static final String CAUSE =
      "sums z so far from 0 that no row brings the unit back, or for relu below 0 on every row";
  private static final String CURE =
      "set a smaller model.network.init, or model.network.batch-norm = true";

  @Override
  public String id() {
    return "FROZEN_UNITS";
  }

  @Override
  public List<Threshold> thresholds() {
    return List.of(
        Threshold.share("share", 0.2, "share of a hidden layer's units, for WARN"),
        Threshold.share("critical", 0.5, "the same, for CRIT"));
  }

  @Override
  public Page page() {
    return new Page(
        "Units of a hidden layer no longer take part: they give the same on every row.",
        "the share of a hidden layer's units whose outputs all lie within 0.01 of one bound is"
            + " above {share} (WARN) or {critical} (CRIT); measured at level full",
        "A unit whose h stays near 0 or 1 on every row is a constant: it adds to the biases above"
            + " and, its slope h (1 - h) being below 0.01, hardly learns. Over all rows, so one row"
            + " that moves a unit keeps it alive.",
        CAUSE,
        CURE,
        "layer 1: 14 of 32 units are frozen (43.8 %)");
  }

  @Override
  public Judge judge(Thresholds by, RunFacts run) {
    return (round, into) -> {
      for (int l = 0; round.isFull() && l < run.hidden().size(); l++) {
        UnitStats units = round.whole().hidden().get(l).units();
        if (units.frozenShare() > by.of("share")) {
          into.found(finding(l, units, units.frozenShare() > by.of("critical")));
        }
      }
      return round.isFull() && !run.hidden().isEmpty();
    };
  }

  private static Finding finding(int l, UnitStats units, boolean critical) {
    return new Finding(
        critical ? Severity.CRIT : Severity.WARN,
        Place.ofLayer(l + 1),
        units.frozenShare(),
        Evidence.of("frozen_units", units.frozen())
            .and("units", units.units())
            .and("frozen_share", units.frozenShare())
            .map(),
        Words.say(
            "layer %d: %d of %d units are frozen (%s)",
            l + 1, units.frozen(), units.units(), Words.percent(units.frozenShare())),
        CAUSE,
        CURE);
  }
}
