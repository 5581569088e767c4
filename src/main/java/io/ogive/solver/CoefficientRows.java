package io.ogive.solver;

import io.ogive.model.LogisticModel;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/**
 * The coefficients of a model on the raw scale, class by class: the intercept if there is one, then
 * the slots in order. A model may have millions, so each row is made when it is asked for.
 */
final class CoefficientRows extends AbstractList<CoefficientRow> implements RandomAccess {
  private final LogisticModel model;
  private final boolean intercept;
  private final StandardErrors errors;
  private final List<String> slots;
  private final double[] intercepts;

  CoefficientRows(LogisticModel model, boolean intercept, StandardErrors errors) {
    this.model = model;
    this.intercept = intercept;
    this.errors = errors;
    this.slots = model.features().slotNames();
    this.intercepts = new double[model.weights().length];
    for (int k = 0; k < intercepts.length; k++) {
      intercepts[k] = model.rawIntercept(k);
    }
  }

  private int perLogit() {
    return slots.size() + (intercept ? 1 : 0);
  }

  @Override
  public int size() {
    return Math.multiplyExact(intercepts.length, perLogit());
  }

  @Override
  public CoefficientRow get(int index) {
    int k = index / perLogit();
    int slot = index % perLogit() - (intercept ? 1 : 0);
    List<String> classes = model.features().label().classes();
    String label = classes.get(intercepts.length == 1 ? 1 : k);
    return slot < 0
        ? new CoefficientRow(CoefficientRow.INTERCEPT, label, intercepts[k], errors.intercept(k))
        : new CoefficientRow(
            slots.get(slot), label, model.weights()[k][slot], errors.slot(k, slot));
  }
}
