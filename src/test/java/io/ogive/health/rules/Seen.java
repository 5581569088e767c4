package io.ogive.health.rules;

import io.ogive.health.HealthTotal;
import io.ogive.health.LayerStats.Curve;
import io.ogive.health.SourceHealth;
import io.ogive.health.rules.RunFacts.Hidden;
import io.ogive.health.rules.RunFacts.Output;
import io.ogive.health.rules.RunFacts.Steps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** Rounds for rules to look at, made of real statistics of small layers and margins. */
final class Seen {
  /** One layer of sigmoids. */
  static final RunFacts NET = net(Curve.SIGMOID);

  private Seen() {}

  static RunFacts net(Curve... hidden) {
    return new RunFacts(
        Arrays.stream(hidden).map(curve -> new Hidden(curve, false)).toList(),
        Output.SIGMOID,
        false,
        false,
        Steps.FULL,
        0,
        0,
        0,
        true,
        true);
  }

  /** A round of one source. */
  static Observation round(int number, int layers, Consumer<SourceHealth> fill) {
    return round(number, 0.5, layers, List.of(fill));
  }

  /** A round of several sources. */
  static Observation round(
      int number, double loss, int layers, List<Consumer<SourceHealth>> sources) {
    HealthTotal total = new HealthTotal(layers, 2);
    for (int s = 0; s < sources.size(); s++) {
      sources.get(s).accept(total.source(s));
    }
    return new Observation(
        number, loss, 0.1, OptionalDouble.empty(), total.whole(), total.sources(), List.of());
  }

  /** Lets a layer of sigmoids see some sums z, and a signal of 1 at each output. */
  static Consumer<SourceHealth> layer(int layer, double... z) {
    return health -> {
      double[] h = Arrays.stream(z).map(x -> 1 / (1 + Math.exp(-x))).toArray();
      double[] u = new double[z.length];
      double[] delta = new double[z.length];
      for (int i = 0; i < z.length; i++) {
        u[i] = 1;
        delta[i] = h[i] * (1 - h[i]);
      }
      health.hidden().get(layer).observeForward(z, h, z.length);
      health.hidden().get(layer).observeBackward(u, delta, z.length);
      health.observeRows(z.length, 1);
      health.observeOutput(z.length, z.length);
    };
  }

  /** What a rule finds in each round, by its defaults. */
  static List<List<Finding>> found(Rule rule, RunFacts run, Observation... rounds) {
    Rule.Judge judge = rule.judge(new Thresholds(rule, Collections.emptyMap()), run);
    List<List<Finding>> all = new ArrayList<>();
    for (Observation round : rounds) {
      List<Finding> found = new ArrayList<>();
      judge.look(round, found);
      all.add(found);
    }
    return all;
  }
}
