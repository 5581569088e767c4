package io.ogive.solver;

/**
 * The best point of a fit so far, and whether the fit still gets on: a visit does if it lowers the
 * objective by more than rounding, or the gradient's norm at all.
 */
final class Progress {
  /** So many visits in a row without progress end a fit. */
  private static final int PATIENCE = 10;

  private Visit best;
  private int idle;

  Progress(Visit start) {
    this.best = start;
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
}
