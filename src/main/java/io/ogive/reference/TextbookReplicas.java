package io.ogive.reference;

/**
 * A round of Adam on replicas as a textbook has it: each replica follows its list of batches from
 * the shared state, and the states are averaged by row weight.
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

  /** Adam's settings (Kingma and Ba 2015) and the penalty's weight. */
  public record Settings(double rate, double beta1, double beta2, double epsilon, double l2) {}

  /** Parameters, Adam's moments, and how many steps led there. */
  public record State(double[] parameters, double[] m, double[] v, long steps) {}

  /** What looks on: is told of every row at the parameters of the moment. */
  @FunctionalInterface
  public interface Onlooker {
    void onRow(int row, TextbookNetwork network);
  }

  /**
   * The end of a round.
   *
   * @param loss the weighted mean loss of all rows seen, at the parameters of their step
   */
  public record Round(State state, double loss) {}

  /**
   * One round.
   *
   * @param plan for each replica and step the rows of the batch
   * @param weights for each replica, its part in the average
   */
  public Round round(
      TextbookNetwork shape, State start, int[][][] plan, double[] weights, Onlooker onlooker) {
    int n = start.parameters().length;
    double[] parameters = new double[n];
    double[] m = new double[n];
    double[] v = new double[n];
    double total = 0;
    double[] loss = new double[2];
    long steps = start.steps();
    for (int r = 0; r < plan.length; r++) {
      State end = localSteps(shape, start, plan[r], loss, onlooker);
      for (int i = 0; i < n; i++) {
        parameters[i] += weights[r] * end.parameters()[i];
        m[i] += weights[r] * end.m()[i];
        v[i] += weights[r] * end.v()[i];
      }
      total += weights[r];
      steps = end.steps();
    }
    for (int i = 0; i < n; i++) {
      parameters[i] /= total;
      m[i] /= total;
      v[i] /= total;
    }
    return new Round(new State(parameters, m, v, steps), loss[0] / loss[1]);
  }

  private State localSteps(
      TextbookNetwork shape, State start, int[][] batches, double[] loss, Onlooker onlooker) {
    double[] p = start.parameters().clone();
    double[] m = start.m().clone();
    double[] v = start.v().clone();
    long t = start.steps();
    for (int[] batch : batches) {
      TextbookNetwork network = shape.with(p);
      double[] g = new double[p.length];
      for (int row : batch) {
        TextbookNetwork.Trace trace = network.forward(x[row]);
        network.addGradient(trace, network.backward(trace, y[row], w[row]), g);
        loss[0] += w[row] * network.loss(trace.logits(), y[row]);
        loss[1] += w[row];
        onlooker.onRow(row, network);
      }
      for (int i = 0; i < g.length; i++) {
        g[i] /= batch.length;
      }
      network.addPenalty(settings.l2(), g);
      t++;
      for (int i = 0; i < p.length; i++) {
        m[i] = settings.beta1() * m[i] + (1 - settings.beta1()) * g[i];
        v[i] = settings.beta2() * v[i] + (1 - settings.beta2()) * g[i] * g[i];
        double mHat = m[i] / (1 - Math.pow(settings.beta1(), (double) t));
        double vHat = v[i] / (1 - Math.pow(settings.beta2(), (double) t));
        p[i] -= settings.rate() * mHat / (Math.sqrt(vHat) + settings.epsilon());
      }
    }
    return new State(p, m, v, t);
  }
}
