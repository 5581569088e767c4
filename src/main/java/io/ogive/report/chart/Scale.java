package io.ogive.report.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Where the values of an axis stand in a drawing, and which of them are written beside it. */
final class Scale {
  /** A value that is written beside the axis. */
  record Tick(double value, String text) {}

  private final boolean log;
  private final double low;
  private final double high;
  private final double start;
  private final double end;
  private final List<Tick> ticks;

  private Scale(boolean log, double low, double high, double start, double end, List<Tick> ticks) {
    this.log = log;
    this.low = low;
    this.high = high;
    this.start = start;
    this.end = end;
    this.ticks = ticks;
  }

  /**
   * A scale.
   *
   * @param range of the values that it must hold
   * @param start the place of its lowest value
   * @param end the place of its highest
   * @param most about how many ticks there are to be
   */
  static Scale of(Axis axis, Range range, double start, double end, int most) {
    double low = axis.low().orElse(range.low());
    double high = axis.high().orElse(range.high());
    if (axis.kind() == Axis.Kind.LOG) {
      return log(axis, low, high, start, end, most);
    }
    BigDecimal step = step(low, high, most, axis.kind() == Axis.Kind.WHOLE);
    if (axis.low().isEmpty() && axis.kind() != Axis.Kind.WHOLE) {
      low = down(low, step);
    }
    if (axis.high().isEmpty() && axis.kind() != Axis.Kind.WHOLE) {
      high = -down(-high, step);
    }
    if (!(high > low)) {
      high = low + step.doubleValue();
    }
    return new Scale(false, low, high, start, end, linearTicks(low, high, step));
  }

  private static Scale log(
      Axis axis, double least, double most, double start, double end, int ticks) {
    double low = StrictMath.log10(least);
    double high = StrictMath.log10(most);
    if (axis.low().isEmpty()) {
      low = Math.floor(low);
    }
    if (axis.high().isEmpty()) {
      high = Math.ceil(high);
    }
    if (!(high > low)) {
      high = low + 1;
    }
    return new Scale(true, low, high, start, end, logTicks(low, high, ticks));
  }

  /** Whether a value has a place. */
  boolean holds(double value) {
    return Double.isFinite(value) && (!log || value > 0);
  }

  /** Where a value stands; one beyond the ends stands at the end. */
  double at(double value) {
    double v = log ? StrictMath.log10(value) : value;
    double share = Math.max(0, Math.min(1, (v - low) / (high - low)));
    return start + share * (end - start);
  }

  List<Tick> ticks() {
    return ticks;
  }

  private static double down(double value, BigDecimal step) {
    return new BigDecimal(value).divide(step, 0, RoundingMode.FLOOR).multiply(step).doubleValue();
  }

  /** 1, 2 or 5 times a power of ten, so that there are at most about so many. */
  private static BigDecimal step(double low, double high, int most, boolean whole) {
    double span = high - low;
    if (!(span > 0)) {
      span = Math.max(Math.abs(low), whole ? 1 : 1e-3);
    }
    BigDecimal power =
        BigDecimal.ONE.scaleByPowerOfTen((int) Math.floor(StrictMath.log10(span / most)));
    BigDecimal step = power;
    for (int factor : new int[] {1, 2, 5, 10}) {
      step = power.multiply(BigDecimal.valueOf(factor));
      if (step.doubleValue() * most >= span * (1 - 1e-9)) {
        break;
      }
    }
    return whole ? step.max(BigDecimal.ONE) : step;
  }

  private static List<Tick> linearTicks(double low, double high, BigDecimal step) {
    List<Tick> ticks = new ArrayList<>();
    double slack = step.doubleValue() * 1e-6;
    BigDecimal tick =
        new BigDecimal(low - slack).divide(step, 0, RoundingMode.CEILING).multiply(step);
    while (tick.doubleValue() <= high + slack) {
      ticks.add(new Tick(tick.doubleValue(), text(tick, step)));
      tick = tick.add(step);
    }
    return ticks;
  }

  private static String text(BigDecimal tick, BigDecimal step) {
    if (tick.signum() == 0) {
      return "0";
    }
    BigDecimal size = step.stripTrailingZeros();
    if (size.scale() > 4 || size.scale() < -6) {
      return Numbers.of(tick.round(new MathContext(6)).doubleValue(), 6);
    }
    return Numbers.plain(tick.setScale(Math.max(0, size.scale()), RoundingMode.HALF_UP));
  }

  private static List<Tick> logTicks(double low, double high, int most) {
    List<Tick> ticks = new ArrayList<>();
    int every = Math.max(1, (int) Math.ceil((high - low) / most));
    int[] within = high - low <= 1.5 ? new int[] {1, 2, 5} : new int[] {1};
    for (int power = (int) Math.floor(low); power <= Math.ceil(high); power++) {
      for (int factor : within) {
        double exponent = power + StrictMath.log10(factor);
        boolean inside = exponent >= low - 1e-9 && exponent <= high + 1e-9;
        if (inside && Math.floorMod(power, every) == 0) {
          double value = BigDecimal.valueOf(factor).scaleByPowerOfTen(power).doubleValue();
          ticks.add(new Tick(value, Numbers.of(value)));
        }
      }
    }
    return ticks;
  }
}
