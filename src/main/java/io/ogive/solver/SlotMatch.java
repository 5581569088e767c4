package io.ogive.solver;

import io.ogive.data.Column;
import io.ogive.data.Features;
import io.ogive.model.LogisticModel;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which slots of a model are which slots of other features, by name: levels come and go, columns
 * change places. Where another level has become the base that a text column's levels are compared
 * with, they are compared with that one.
 */
public final class SlotMatch {
  private static final int NONE = -1;

  private final LogisticModel model;
  // Per slot of the new features: the model's slot, and that of the new base level.
  private final int[] from;
  private final int[] base;
  private int found;

  private SlotMatch(LogisticModel model, int width) {
    this.model = model;
    this.from = new int[width];
    this.base = new int[width];
    Arrays.fill(from, NONE);
    Arrays.fill(base, NONE);
  }

  /**
   * Matches a model to features.
   *
   * @throws IllegalArgumentException if the label or its classes are others
   */
  public static SlotMatch of(LogisticModel model, Features features) {
    if (!model.features().label().equals(features.label())) {
      throw new IllegalArgumentException(
          "the model to start from tells %s of '%s' apart, the data hold %s of '%s'; a start must have the same label and classes, in the same order"
              .formatted(
                  model.features().label().classes(),
                  model.features().label().name(),
                  features.label().classes(),
                  features.label().name()));
    }
    SlotMatch match = new SlotMatch(model, features.width());
    if (model.features().columns().equals(features.columns())) {
      match.same();
    } else {
      match.byName(features);
    }
    return match;
  }

  private void same() {
    for (int j = 0; j < from.length; j++) {
      from[j] = j;
    }
    found = from.length;
  }

  private void byName(Features features) {
    Map<String, Integer> slots = new HashMap<>();
    List<String> names = model.features().slotNames();
    for (int j = 0; j < names.size(); j++) {
      slots.put(names.get(j), j);
    }
    Set<String> bases = new HashSet<>();
    model.features().columns().forEach(column -> baseOf(column).ifPresent(bases::add));
    int at = 0;
    for (Column column : features.columns()) {
      int itsBase = baseOf(column).map(name -> slots.getOrDefault(name, NONE)).orElse(NONE);
      for (int s = 0; s < column.width(); s++, at++) {
        String name = column.slotName(s);
        from[at] = slots.getOrDefault(name, NONE);
        base[at] = itsBase;
        found += from[at] != NONE || bases.contains(name) ? 1 : 0;
      }
    }
  }

  /** The name that a column's base level would have as a slot. */
  private static java.util.Optional<String> baseOf(Column column) {
    return column instanceof Column.Levels levels && levels.hasBase()
        ? java.util.Optional.of(levels.name() + "=" + levels.levels().get(0))
        : java.util.Optional.empty();
  }

  /** How many of the slots the model knows. */
  public int found() {
    return found;
  }

  /** How many slots there are. */
  public int slots() {
    return from.length;
  }

  /** The number of rows of coefficients. */
  int logits() {
    return model.weights().length;
  }

  /** The raw coefficient of a slot by logit k; 0 for one that the model does not know. */
  double weight(int k, int slot) {
    return at(k, from[slot]) - at(k, base[slot]);
  }

  /** The raw intercept of logit k. */
  double intercept(int k) {
    double b = model.rawIntercept(k);
    int last = NONE;
    for (int slotOfBase : base) {
      // The slots of one column stand together and have one base.
      b += slotOfBase == last ? 0 : at(k, slotOfBase);
      last = slotOfBase;
    }
    return b;
  }

  private double at(int k, int slot) {
    return slot == NONE ? 0 : model.weights()[k][slot];
  }
}
