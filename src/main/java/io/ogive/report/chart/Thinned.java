package io.ogive.report.chart;

import java.util.ArrayList;
import java.util.List;

/** Fewer of many, evenly, the first and the last among them. */
public final class Thinned {
  private Thinned() {}

  /**
   * At most so many of the elements, in order.
   *
   * @throws IllegalArgumentException if {@code most} is less than 2
   */
  public static <T> List<T> of(List<T> all, int most) {
    if (most < 2) {
      throw new IllegalArgumentException("at least 2 are kept, not " + most);
    }
    if (all.size() <= most) {
      return List.copyOf(all);
    }
    List<T> kept = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      kept.add(all.get((int) ((long) i * (all.size() - 1) / (most - 1))));
    }
    return kept;
  }
}
