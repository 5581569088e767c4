package io.ogive.solver;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Optional;

/**
 * The inverse Hessian as the last steps tell it, applied by the two-loop recursion (Nocedal and
 * Wright 2006, algorithm 7.4): ten of them, twenty where coordinates are {@link #MANY}, or as many
 * as take 512 MB where they are millions, but three at least. It begins with a multiple of the
 * identity, or of the inverse of a diagonal.
 */
final class InverseHessian {
  /**
   * From so many coordinates on, passes are dear and the last digits of the optimum are not asked
   * for: below, more memory and a diagonal save little and cost precision.
   */
  static final int MANY = 1024;

  private static final int USUAL_STEPS = 10;
  private static final int MOST_STEPS = 20;
  private static final int LEAST_STEPS = 3;
  private static final int MOST_COORDINATES = 1 << 25;

  /** Curvature along a step below this share of the gradient's change is rounding. */
  private static final double LEAST_CURVATURE = 1e-12;

  private record Pair(double[] step, double[] change) {}

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
    if (isConvex(step, change, Vectors.dot(step, change))) {
      pairs.addLast(new Pair(step, change));
      if (pairs.size() > memory) {
        pairs.removeFirst();
      }
    }
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
      double[] step = restrict(pair.step, free);
      double[] change = restrict(pair.change, free);
      if (isConvex(step, change, Vectors.dot(step, change))) {
        restricted.addLast(new Pair(step, change));
      }
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
    double[] curvature = new double[pairs.size()];
    int i = pairs.size();
    for (Iterator<Pair> newest = pairs.descendingIterator(); newest.hasNext(); ) {
      Pair pair = newest.next();
      i--;
      curvature[i] = Vectors.dot(pair.step, pair.change);
      alpha[i] = Vectors.dot(pair.step, q) / curvature[i];
      Vectors.add(q, -alpha[i], pair.change);
    }
    double[] change = pairs.getLast().change;
    double scale = curvature[curvature.length - 1] / Vectors.dot(change, divided(change));
    q = divided(q);
    for (int j = 0; j < q.length; j++) {
      q[j] *= scale;
    }
    for (Pair pair : pairs) {
      double beta = Vectors.dot(pair.change, q) / curvature[i];
      Vectors.add(q, alpha[i] - beta, pair.step);
      i++;
    }
    return q;
  }

  private double[] divided(double[] x) {
    if (diagonal.isEmpty()) {
      return x;
    }
    double[] result = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      result[i] = x[i] / diagonal.get()[i];
    }
    return result;
  }
}
