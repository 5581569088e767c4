package io.ogive.solver;

import java.util.ArrayList;
import java.util.List;

/**
 * The best point of a fit so far, and whether the fit still gets on: a visit does if it lowers the
 * objective by more than rounding, or the gradient's norm at all.
 */
final class Progress {
  /** So many visits in a row without progress end a fit. */
  private static final int PATIENCE = 10;

  /** So many visits are compared with as many before them. */
  private static final int WINDOW = 10;

  /** What is still to come is taken to be this share of the last window's fall at least. */
  private static final double LEAST_SHARE = 1.0 / 16;

  private final List<Double> objectives = new ArrayList<>();
  private Visit best;
  private int idle;

  Progress(Visit start) {
    this.best = start;
    objectives.add(start.objective());
  }

  Visit best() {
    return best;
  }

  /** Takes note of a visit, and says whether patience is at its end. */
  boolean isStuckAt(Visit next) {
    boolean falls = next.objective() < best.objective() - best.noise();
    boolean rises = next.objective() > best.objective() + best.noise();
    if (falls || (!rises && next.norm() < best.norm())) {
      best = next;
      idle = 0;
    } else {
      idle++;
    }
    return idle == PATIENCE;
  }

  /**
   * Whether the objective is expected to fall by no more than a share of itself, however long the
   * fit goes on: as a geometric series of windows would, of which the last two are known.
   */
  boolean isNearlyDone(Visit next, double share) {
    objectives.add(next.objective());
    int last = objectives.size() - 1;
    if (!(share > 0) || last < 2 * WINDOW) {
      return false;
    }
    double now = objectives.get(last - WINDOW) - objectives.get(last);
    double before = objectives.get(last - 2 * WINDOW) - objectives.get(last - WINDOW);
    double left = Math.max(LEAST_SHARE, now / (before - now)) * now;
    return now >= 0 && before > now && left <= share * Math.abs(next.objective());
  }
}
