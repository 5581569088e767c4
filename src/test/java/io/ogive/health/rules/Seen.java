package io.ogive.health.rules;

import io.ogive.health.HealthTotal;
import io.ogive.health.LayerStats;
import io.ogive.health.LayerStats.Curve;
import io.ogive.health.SigmoidLayer;
import io.ogive.health.SourceHealth;
import io.ogive.health.rules.RunFacts.Hidden;
import io.ogive.health.rules.RunFacts.Output;
import io.ogive.health.rules.RunFacts.Steps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Rounds for rules to look at, made of real statistics of a few rows. */
final class Seen {
  /** One layer of sigmoids. */
  static final RunFacts NET = net(Curve.SIGMOID);

  /** Logistic regression without a penalty. */
  static final RunFacts LOGISTIC = net();

  private Seen() {}

  static RunFacts net(Curve... hidden) {
    return new RunFacts(
        Arrays.stream(hidden).map(curve -> new Hidden(curve, false)).toList(),
        Output.SIGMOID,
        false,
        Steps.FULL,
        false,
        RunFacts.Data.UNKNOWN);
  }

  static RunFacts by(Steps steps) {
    return new RunFacts(List.of(), Output.SIGMOID, false, steps, false, RunFacts.Data.UNKNOWN);
  }

  static RunFacts on(RunFacts.Data data) {
    return new RunFacts(List.of(), Output.SIGMOID, false, Steps.FULL, false, data);
  }

  /** A round of one source. */
  static Observation round(int number, int layers, Consumer<SourceHealth> fill) {
    return round(number, layers, List.of(fill));
  }

  /** A round of several sources. */
  static Observation round(int number, int layers, List<Consumer<SourceHealth>> sources) {
    return round(number, 0.5, 0.1, List.of(), layers, sources);
  }

  /** A round of two classes with its figures. */
  static Observation round(
      int number,
      double loss,
      double gradient,
      List<Double> norms,
      int layers,
      List<Consumer<SourceHealth>> sources) {
    HealthTotal total = new HealthTotal(layers, 2);
    for (int s = 0; s < sources.size(); s++) {
      sources.get(s).accept(total.source(s));
    }
    return new Observation(number, loss, loss, gradient, 1e-9, norms, total, List.of());
  }

  /** A round of which nothing is known but its loss and gradient. */
  static Observation loss(int number, double loss, double gradient) {
    return round(number, loss, gradient, List.of(), 0, List.of());
  }

  /** Lets a layer see sums z as rows of one unit, and a signal of 1 at each output. */
  static Consumer<SourceHealth> layer(int layer, double... z) {
    return signal(layer, 1, z);
  }

  /** The same with a signal u, and one of 1 at the output. */
  static Consumer<SourceHealth> signal(int layer, double size, double... z) {
    return health -> {
      double[] h = Arrays.stream(z).map(x -> 1 / (1 + Math.exp(-x))).toArray();
      double[] u = new double[z.length];
      double[] delta = new double[z.length];
      for (int i = 0; i < z.length; i++) {
        u[i] = size;
        delta[i] = size * h[i] * (1 - h[i]);
      }
      LayerStats stats = health.hidden().get(layer);
      SigmoidLayer.forward(stats, z, h, z.length);
      SigmoidLayer.backward(stats, u, delta, z.length);
      if (layer == 0) {
        health.observeRows(z.length, 1);
        health.observeOutput(z.length, z.length);
      }
    };
  }

  /** The units of a layer, one by one: z of each in each of its rows. */
  static Consumer<SourceHealth> units(int layer, double[]... z) {
    return health -> {
      int units = z[0].length;
      double[] all = Arrays.stream(z).flatMapToDouble(Arrays::stream).toArray();
      double[] h = Arrays.stream(all).map(x -> 1 / (1 + Math.exp(-x))).toArray();
      SigmoidLayer.forward(health.hidden().get(layer), all, h, all.length);
      health.hidden().get(layer).units().observe(Curve.SIGMOID, all, h, z.length, units);
      health.gradient().observe(new io.ogive.health.GradientSketch.Part());
      health.observeRows(z.length, 1);
    };
  }

  /** Rows of two classes by score: {@code score > 0} says class 1. */
  static Consumer<SourceHealth> rows(double[] label, double[] score) {
    return health -> {
      int n = label.length;
      double[] margin = new double[n];
      double[] p = new double[n];
      double[] loss = new double[n];
      for (int i = 0; i < n; i++) {
        margin[i] = (2 * label[i] - 1) * score[i];
        p[i] = 1 / (1 + Math.exp(-margin[i]));
        loss[i] = Math.log1p(Math.exp(-margin[i]));
      }
      health.margins().observe(label, margin, p, loss, n);
      health.margins().bins().observe(margin, n);
      health.observeOutput(n, n);
    };
  }

  /** So many rows of one label at one score. */
  static Consumer<SourceHealth> rows(int count, int label, double score) {
    double[] labels = new double[count];
    double[] scores = new double[count];
    Arrays.fill(labels, label);
    Arrays.fill(scores, score);
    return rows(labels, scores);
  }

  /** What a rule finds in each round, by its defaults. */
  static List<List<Finding>> found(Rule rule, RunFacts run, Observation... rounds) {
    Rule.Judge judge = rule.judge(new Thresholds(rule, Map.of()), run);
    List<List<Finding>> all = new ArrayList<>();
    for (Observation round : rounds) {
      Verdict verdict = new Verdict();
      judge.look(round, verdict);
      all.add(verdict.found());
    }
    return all;
  }

  /** How much it finds in each round. */
  static List<Integer> counts(Rule rule, RunFacts run, Observation... rounds) {
    return found(rule, run, rounds).stream().map(List::size).toList();
  }
}
