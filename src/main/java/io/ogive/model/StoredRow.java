package io.ogive.model;

/** A row with all of its slots as a dense block stores them. */
final class StoredRow extends EncodedRow {
  private final Model model;
  private final double[] stored;

  StoredRow(Model model) {
    super(model.features().width());
    this.model = model;
    this.stored = new double[model.features().width()];
  }

  @Override
  public void put(int slot, double value) {
    for (int gap = advance(slot); gap < slot; gap++) {
      stored[gap] = model.features().stored(gap, 0);
    }
    stored[slot] = model.features().stored(slot, value);
  }

  @Override
  void probabilities(double[] out) {
    for (int gap = next(); gap < stored.length; gap++) {
      stored[gap] = model.features().stored(gap, 0);
    }
    model.probabilities(stored, out);
  }
}
