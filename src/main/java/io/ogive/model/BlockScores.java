package io.ogive.model;

import io.ogive.data.Block;

/** The class probabilities of all rows of a block: the same bits as row by row, by kernels. */
public final class BlockScores {
  private BlockScores() {}

  /** One array of class probabilities a row, or of one predicted number. */
  public static double[][] of(Model model, Block block) {
    double[][] out = new double[block.rows()][model.scores()];
    if (model instanceof LogisticModel logistic) {
      logistic(logistic, block, out);
    } else {
      rowByRow(model, block, out);
    }
    return out;
  }

  private static void logistic(LogisticModel model, Block block, double[][] out) {
    double[][] margins = new double[model.weights().length][block.rows()];
    for (int k = 0; k < margins.length; k++) {
      block.margins(model.weights()[k], model.intercepts()[k], margins[k]);
    }
    double[] logits = new double[margins.length];
    for (int i = 0; i < out.length; i++) {
      for (int k = 0; k < logits.length; k++) {
        logits[k] = margins[k][i];
      }
      Logits.probabilities(logits, out[i]);
    }
  }

  private static void rowByRow(Model model, Block block, double[][] out) {
    double[] stored = new double[block.columns()];
    for (int i = 0; i < out.length; i++) {
      block.copyRow(i, stored, 0);
      model.probabilities(stored, out[i]);
    }
  }
}
