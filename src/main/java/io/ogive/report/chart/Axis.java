package io.ogive.report.chart;

import java.util.OptionalDouble;

/**
 * What an axis shows.
 *
 * @param label what is measured
 * @param unit in which unit; a pure number says so, such as "1" or "share"
 * @param kind how values become places
 * @param low where it begins, if not at the least value
 * @param high where it ends, if not at the largest
 */
public record Axis(String label, String unit, Kind kind, OptionalDouble low, OptionalDouble high) {
  /** How values become places. */
  public enum Kind {
    LINEAR,
    /** In powers of ten; what is not above 0 has no place. */
    LOG,
    /** Whole numbers, with no ticks between them. */
    WHOLE
  }

  public Axis {
    if (label.isBlank() || unit.isBlank()) {
      throw new IllegalArgumentException("an axis has a label and a unit");
    }
  }

  public static Axis linear(String label, String unit) {
    return new Axis(label, unit, Kind.LINEAR, OptionalDouble.empty(), OptionalDouble.empty());
  }

  public static Axis log(String label, String unit) {
    return new Axis(label, unit, Kind.LOG, OptionalDouble.empty(), OptionalDouble.empty());
  }

  public static Axis whole(String label, String unit) {
    return new Axis(label, unit, Kind.WHOLE, OptionalDouble.empty(), OptionalDouble.empty());
  }

  /** The same, beginning there. */
  public Axis from(double start) {
    return new Axis(label, unit, kind, OptionalDouble.of(start), high);
  }

  /** The same, ending there. */
  public Axis to(double end) {
    return new Axis(label, unit, kind, low, OptionalDouble.of(end));
  }

  /** The label with its unit, as it stands beside the axis. */
  String title() {
    return label + " (" + unit + ")";
  }
}
