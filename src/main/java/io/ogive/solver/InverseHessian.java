package io.ogive.solver;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Optional;

/**
 * The inverse Hessian as the last steps tell it, applied by the two-loop recursion (Nocedal and
 * Wright 2006, algorithm 7.4): ten of them, forty where coordinates are {@link #MANY}, or as many
 * as take 512 MB where they are millions, but three at least. Of many coordinates they are
 * remembered in float32: the matrix is positive definite whatever they are, and half of the time
 * goes into reading them. It begins with a multiple of the identity, or of the inverse of a
 * diagonal.
 */
final class InverseHessian {
  /**
   * From so many coordinates on, passes are dear and the last digits of the optimum are not asked
   * for: below, more memory and a diagonal save little and cost precision.
   */
  static final int MANY = 1024;

  private static final int USUAL_STEPS = 10;
  private static final int MOST_STEPS = 40;
  private static final int LEAST_STEPS = 3;
  private static final int MOST_COORDINATES = 1 << 26;

  /** Curvature along a step below this share of the gradient's change is rounding. */
  private static final double LEAST_CURVATURE = 1e-12;

  private record Pair(Remembered step, Remembered change, double curvature) {}

  /** A vector as it is remembered. */
  private sealed interface Remembered {
    double dot(double[] x);

    /** {@code y += t * this}. */
    void addTo(double[] y, double t);

    double[] values();

    static Remembered of(double[] values) {
      if (values.length < MANY) {
        return new Whole(values);
      }
      float[] floats = new float[values.length];
      for (int i = 0; i < floats.length; i++) {
        floats[i] = (float) values[i];
      }
      return new Single(floats);
    }
  }

  private record Whole(double[] values) implements Remembered {
    @Override
    public double dot(double[] x) {
      return Vectors.dot(values, x);
    }

    @Override
    public void addTo(double[] y, double t) {
      Vectors.add(y, t, values);
    }
  }

  private record Single(float[] floats) implements Remembered {
    @Override
    public double dot(double[] x) {
      return Vectors.dot(floats, x);
    }

    @Override
    public void addTo(double[] y, double t) {
      Vectors.add(y, t, floats);
    }

    @Override
    public double[] values() {
      double[] values = new double[floats.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = floats[i];
      }
      return values;
    }
  }

  private final ArrayDeque<Pair> pairs = new ArrayDeque<>();
  private Optional<double[]> diagonal = Optional.empty();
  private final int memory;

  /** Knows nothing yet. */
  InverseHessian(int dimension) {
    memory = memory(dimension);
  }

  /** How many steps are remembered: by the number of coordinates alone. */
  static int memory(int dimension) {
    int fit = MOST_COORDINATES / Math.max(1, dimension);
    return Math.max(LEAST_STEPS, Math.min(dimension < MANY ? USUAL_STEPS : MOST_STEPS, fit));
  }

  boolean isEmpty() {
    return pairs.isEmpty();
  }

  void forget() {
    pairs.clear();
  }

  /** From now on begins with the inverse of a positive diagonal near the Hessian's. */
  void beginWith(double[] hessianDiagonal) {
    diagonal = Optional.of(hessianDiagonal);
  }

  /** Whether it begins with a diagonal. */
  boolean hasDiagonal() {
    return diagonal.isPresent();
  }

  /** Learns that the gradient changed by {@code change} along {@code step}, if that is convex. */
  void learn(double[] step, double[] change) {
    remembered(step, change).ifPresent(pairs::addLast);
    if (pairs.size() > memory) {
      pairs.removeFirst();
    }
  }

  /** A pair whose curvature is that of its vectors as they are remembered. */
  private static Optional<Pair> remembered(double[] step, double[] change) {
    if (!isConvex(step, change, Vectors.dot(step, change))) {
      return Optional.empty();
    }
    Remembered as = Remembered.of(step);
    Remembered by = Remembered.of(change);
    double curvature = as instanceof Whole ? by.dot(step) : by.dot(as.values());
    return curvature > 0 ? Optional.of(new Pair(as, by, curvature)) : Optional.empty();
  }

  private static boolean isConvex(double[] step, double[] change, double curvature) {
    double size = Math.sqrt(Vectors.dot(step, step) * Vectors.dot(change, change));
    return curvature > LEAST_CURVATURE * size;
  }

  /** The descent direction -H g. */
  double[] direction(double[] gradient) {
    return direction(gradient, pairs);
  }

  /**
   * The descent direction -H g in the subspace of the free coordinates, where H is the inverse of
   * the Hessian's restriction to it; 0 elsewhere. That is not the restriction of the inverse, whose
   * steps are too long where free coordinates go with held ones.
   */
  double[] direction(double[] gradient, boolean[] free) {
    ArrayDeque<Pair> restricted = new ArrayDeque<>();
    for (Pair pair : pairs) {
      remembered(restrict(pair.step.values(), free), restrict(pair.change.values(), free))
          .ifPresent(restricted::addLast);
    }
    return direction(restrict(gradient, free), restricted);
  }

  private static double[] restrict(double[] x, boolean[] free) {
    double[] result = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      result[i] = free[i] ? x[i] : 0;
    }
    return result;
  }

  private double[] direction(double[] gradient, ArrayDeque<Pair> pairs) {
    double[] q = Vectors.negated(gradient);
    if (pairs.isEmpty()) {
      return divided(q);
    }
    double[] alpha = new double[pairs.size()];
    int i = pairs.size();
    for (Iterator<Pair> newest = pairs.descendingIterator(); newest.hasNext(); ) {
      Pair pair = newest.next();
      i--;
      alpha[i] = pair.step.dot(q) / pair.curvature;
      pair.change.addTo(q, -alpha[i]);
    }
    Pair last = pairs.getLast();
    double scale = last.curvature / last.change.dot(divided(last.change.values()));
    q = divided(q);
    for (int j = 0; j < q.length; j++) {
      q[j] *= scale;
    }
    for (Pair pair : pairs) {
      double beta = pair.change.dot(q) / pair.curvature;
      pair.step.addTo(q, alpha[i] - beta);
      i++;
    }
    return q;
  }

  private double[] divided(double[] x) {
    if (diagonal.isEmpty()) {
      return x;
    }
    return Vectors.over(x, diagonal.get());
  }
}
