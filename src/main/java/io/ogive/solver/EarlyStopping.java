package io.ogive.solver;

/**
 * Stops a training by local steps when the loss over rows kept back from it falls no more, and
 * gives the parameters with which it was least.
 *
 * @param share of the training rows that are kept back, in (0, 1)
 * @param patience so many rounds in a row without a new least loss end the training
 */
public record EarlyStopping(double share, int patience) {
  public EarlyStopping {
    if (!(share > 0 && share < 1) || patience < 1) {
      throw new IllegalArgumentException(
          "share must be in (0, 1) and patience at least 1, were %s and %d"
              .formatted(share, patience));
    }
  }
}
