package io.ogive.solver;

import java.util.Comparator;

/** The weights of the squared and the absolute penalty of one fit of several. */
public record Penalty(double l2, double l1) implements Comparable<Penalty> {
  private static final Comparator<Penalty> ORDER =
      Comparator.comparingDouble(Penalty::l2).thenComparingDouble(Penalty::l1).reversed();

  /** The heavier first. */
  @Override
  public int compareTo(Penalty other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return "l2 %s l1 %s".formatted(l2, l1);
  }
}
