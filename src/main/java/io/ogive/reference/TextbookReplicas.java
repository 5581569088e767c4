package io.ogive.reference;

import java.util.function.LongToDoubleFunction;

/**
 * A round of local steps on replicas as a textbook has it: each replica follows its list of batches
 * from the shared state, and the states are averaged by row weight.
 */
public final class TextbookReplicas {
  private final double[][] x;
  private final double[] y;
  private final double[] w;
  private final Settings settings;

  /**
   * Rows with labels and weights.
   *
   * @param w row weights, whose mean over all training rows is 1
   */
  public TextbookReplicas(double[][] x, double[] y, double[] w, Settings settings) {
    this.x = x;
    this.y = y;
    this.w = w;
    this.settings = settings;
  }

  /** How a gradient becomes a step. */
  public enum Method {
    /** Kingma and Ba 2015. */
    ADAM,
    /** m = beta1 m + g, w = w - rate m. */
    MOMENTUM,
    /** m = beta1 m + g, w = w - rate (g + beta1 m). */
    NESTEROV
  }

  /**
   * The settings of a method, and penalties.
   *
   * @param beta1 Adam's, or the momentum
   * @param l1 taken by proximal steps, in the metric of the method
   * @param clip the longest gradient
   * @param factor on the rate, by the step's number from 1
   */
  public record Settings(
      Method method,
      double rate,
      double beta1,
      double beta2,
      double epsilon,
      double l2,
      double l1,
      double clip,
      LongToDoubleFunction factor) {

    /** Adam at a constant rate. */
    public Settings(double rate, double beta1, double beta2, double epsilon, double l2) {
      this(Method.ADAM, rate, beta1, beta2, epsilon, l2, 0, Double.POSITIVE_INFINITY, step -> 1);
    }
  }

  /**
   * Where a replica is.
   *
   * @param running the moments of batch normalisation: for each normalized layer the means of its
   *     units, then their mean squares
   * @param own where each replica keeps its moments, m and v of each; else null
   * @param steps how many led here
   */
  public record State(
      double[] parameters, double[] m, double[] v, double[] running, double[][][] own, long steps) {
    /** Of a network without batch normalisation, moments averaged. */
    public State(double[] parameters, double[] m, double[] v, long steps) {
      this(parameters, m, v, new double[0], null, steps);
    }
  }

  /** What looks on: is told of every row at the parameters of the moment. */
  @FunctionalInterface
  public interface Onlooker {
    void onRow(
        int row,
        TextbookNetwork network,
        TextbookNetwork.Trace trace,
        TextbookNetwork.Signals signals);

    /**
     * After a step.
     *
     * @param rows of its batch
     * @param network before it
     * @param sum of weight times gradient over the rows
     * @param stepGradient along which it went, penalty and all
     * @param after the parameters after it
     */
    default void onStep(
        int[] rows, TextbookNetwork network, double[] sum, double[] stepGradient, double[] after) {}
  }

  /**
   * What is dropped: for a replica and the place of a step in its list, per row of the batch and
   * layer what that layer's inputs are multiplied with.
   */
  @FunctionalInterface
  public interface Masks {
    double[][][] of(int replica, int step);
  }

  /**
   * The end of a round.
   *
   * @param loss the weighted mean loss of all rows seen, at the parameters of their step
   */
  public record Round(State state, double loss) {}

  /** One round in which nothing is dropped. */
  public Round round(
      TextbookNetwork shape, State start, int[][][] plan, double[] weights, Onlooker onlooker) {
    return round(shape, start, plan, weights, (replica, step) -> null, onlooker);
  }

  /**
   * One round.
   *
   * @param plan for each replica and step the rows of the batch
   * @param weights for each replica, its part in the average
   */
  public Round round(
      TextbookNetwork shape,
      State start,
      int[][][] plan,
      double[] weights,
      Masks masks,
      Onlooker onlooker) {
    double[][] sums = {
      new double[start.parameters().length],
      new double[start.m().length],
      new double[start.v().length],
      new double[start.running().length]
    };
    double total = 0;
    double[] loss = new double[2];
    long steps = start.steps();
    double[][][] own = new double[plan.length][][];
    for (int r = 0; r < plan.length; r++) {
      int replica = r;
      double[][] kept = start.own() == null ? null : start.own()[r];
      State from =
          kept == null
              ? start
              : new State(
                  start.parameters(), kept[0], kept[1], start.running(), null, start.steps());
      State end = localSteps(shape, from, plan[r], step -> masks.of(replica, step), loss, onlooker);
      own[r] = new double[][] {end.m(), end.v()};
      double[][] ends = {end.parameters(), end.m(), end.v(), end.running()};
      for (int part = 0; part < sums.length; part++) {
        for (int i = 0; i < sums[part].length; i++) {
          sums[part][i] += weights[r] * ends[part][i];
        }
      }
      total += weights[r];
      steps = end.steps();
    }
    for (double[] sum : sums) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] /= total;
      }
    }
    return new Round(new State(sums[0], sums[1], sums[2], sums[3], own, steps), loss[0] / loss[1]);
  }

  private interface MasksOfSteps {
    double[][][] of(int step);
  }

  private State localSteps(
      TextbookNetwork shape,
      State start,
      int[][] batches,
      MasksOfSteps masks,
      double[] loss,
      Onlooker onlooker) {
    double[] p = start.parameters().clone();
    double[] m = start.m().clone();
    double[] v = start.v().clone();
    double[] running = start.running().clone();
    long t = start.steps();
    for (int s = 0; s < batches.length; s++) {
      TextbookNetwork network = shape.with(p);
      double[] g = gradient(network, batches[s], masks.of(s), running, t + 1, loss, onlooker);
      double[] sum = g.clone();
      for (int i = 0; i < sum.length; i++) {
        sum[i] *= batches[s].length;
      }
      network.layout().addPenalty(settings.l2(), p, g);
      shorten(g);
      t++;
      for (int i = 0; i < p.length; i++) {
        step(i, p, m, v, g[i], t, network.layout().isWeight(i));
      }
      onlooker.onStep(batches[s], network, sum, g, p.clone());
    }
    return new State(p, m, v, running, null, t);
  }

  private double[] gradient(
      TextbookNetwork network,
      int[] rows,
      double[][][] mask,
      double[] running,
      long step,
      double[] loss,
      Onlooker onlooker) {
    double[][] inputs = new double[rows.length][];
    double[] labels = new double[rows.length];
    double[] weights = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      inputs[i] = x[rows[i]];
      labels[i] = y[rows[i]];
      weights[i] = w[rows[i]];
    }
    TextbookNetwork.Batch batch = network.forward(inputs, weights, mask);
    TextbookNetwork.Signals[] signals = network.backward(batch, labels);
    double[] g = new double[network.parameters().length];
    network.addGradient(batch, signals, g);
    for (int i = 0; i < g.length; i++) {
      g[i] /= rows.length;
    }
    for (int i = 0; i < rows.length; i++) {
      loss[0] += weights[i] * network.loss(batch.rows()[i].logits(), labels[i]);
      loss[1] += weights[i];
      onlooker.onRow(rows[i], network, batch.rows()[i], signals[i]);
    }
    move(running, batch.moments(), Math.max(1.0 / step, 0.01));
    return g;
  }

  private static void move(double[] running, TextbookNetwork.Moments moments, double rate) {
    int at = 0;
    for (int l = 0; l < moments.mean().length; l++) {
      int units = moments.mean()[l].length;
      for (int o = 0; o < units; o++) {
        double mean = moments.mean()[l][o];
        double square = moments.variance()[l][o] + mean * mean;
        running[at + o] = (1 - rate) * running[at + o] + rate * mean;
        running[at + units + o] = (1 - rate) * running[at + units + o] + rate * square;
      }
      at += 2 * units;
    }
  }

  private void shorten(double[] g) {
    double length = 0;
    for (double each : g) {
      length += each * each;
    }
    length = Math.sqrt(length);
    for (int i = 0; length > settings.clip() && i < g.length; i++) {
      g[i] *= settings.clip() / length;
    }
  }

  private void step(int i, double[] p, double[] m, double[] v, double g, long t, boolean isWeight) {
    double rate = settings.rate() * settings.factor().applyAsDouble(t);
    double metric = 1;
    if (settings.method() == Method.ADAM) {
      m[i] = settings.beta1() * m[i] + (1 - settings.beta1()) * g;
      v[i] = settings.beta2() * v[i] + (1 - settings.beta2()) * g * g;
      double mHat = m[i] / (1 - Math.pow(settings.beta1(), (double) t));
      double vHat = v[i] / (1 - Math.pow(settings.beta2(), (double) t));
      metric = 1 / (Math.sqrt(vHat) + settings.epsilon());
      p[i] -= rate * mHat * metric;
    } else {
      metric = 1 / (1 - settings.beta1());
      m[i] = settings.beta1() * m[i] + g;
      boolean looksAhead = settings.method() == Method.NESTEROV;
      p[i] -= rate * (looksAhead ? g + settings.beta1() * m[i] : m[i]);
    }
    if (isWeight) {
      double distance = rate * settings.l1() * metric;
      p[i] = p[i] > distance ? p[i] - distance : p[i] < -distance ? p[i] + distance : 0;
    }
  }
}
