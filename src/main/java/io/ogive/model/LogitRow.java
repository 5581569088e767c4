package io.ogive.model;

/** A row as the logits of a logistic model without a shift, to which each slot adds as it comes. */
final class LogitRow extends EncodedRow {
  private final LogisticModel model;
  private final double[] logits;

  LogitRow(LogisticModel model) {
    super(model.features().width());
    this.model = model;
    this.logits = model.intercepts().clone();
  }

  @Override
  void start() {
    super.start();
    System.arraycopy(model.intercepts(), 0, logits, 0, logits.length);
  }

  @Override
  public void put(int slot, double value) {
    advance(slot);
    double stored = model.features().stored(slot, value);
    for (int k = 0; k < logits.length; k++) {
      logits[k] = Math.fma(model.weights()[k][slot], stored, logits[k]);
    }
  }

  @Override
  void probabilities(double[] out) {
    Logits.probabilities(logits, out);
  }
}
