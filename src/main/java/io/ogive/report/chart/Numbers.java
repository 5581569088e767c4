package io.ogive.report.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as people read them, the same characters whatever the locale. */
public final class Numbers {
  /** What stands where there is no number. */
  public static final String NONE = "–";

  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  private Numbers() {}

  /** Four significant digits, without zeros at the end: 0.3126, 12,340, 1.2 × 10⁻⁷. */
  public static String of(double value) {
    return of(value, 4);
  }

  /** So many significant digits, without zeros at the end. */
  public static String of(double value, int digits) {
    if (Double.isNaN(value)) {
      return NONE;
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "∞" : "−∞";
    }
    if (value == 0) {
      return "0";
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_UP));
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent < -4 || exponent > 8) {
      BigDecimal mantissa = rounded.movePointLeft(exponent).stripTrailingZeros();
      String power = "10" + superscript(exponent);
      return mantissa.abs().compareTo(BigDecimal.ONE) == 0
          ? signed(mantissa.signum(), power)
          : signed(mantissa.signum(), mantissa.abs().toPlainString() + " × " + power);
    }
    return plain(rounded.stripTrailingZeros());
  }

  /** A count, with commas between thousands. */
  public static String of(long count) {
    return plain(BigDecimal.valueOf(count));
  }

  /** So many significant digits, with zeros at the end, for numbers that stand in a column. */
  public static String column(double value, int digits) {
    if (!Double.isFinite(value) || value == 0) {
      return of(value);
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_UP));
    int exponent = rounded.precision() - rounded.scale() - 1;
    return exponent < -4 || exponent > 8
        ? of(value, digits)
        : plain(rounded.setScale(Math.max(0, digits - 1 - exponent), RoundingMode.HALF_UP));
  }

  /** A share as a percentage: 0.1234 is 12.3 %, and 0.00826 is 0.83 %. */
  public static String percent(double share) {
    if (Double.isNaN(share) || share == 0 || share == 1) {
      return Double.isNaN(share) ? NONE : share == 0 ? "0 %" : "100 %";
    }
    double percent = 100 * share;
    return (Math.abs(percent) < 0.95
            ? column(percent, 2)
            : plain(new BigDecimal(percent).setScale(1, RoundingMode.HALF_UP)))
        + " %";
  }

  /** A decimal as it is, with commas between thousands and a minus that is one. */
  static String plain(BigDecimal value) {
    String digits = value.abs().toPlainString();
    int point = digits.indexOf('.');
    StringBuilder text = new StringBuilder(digits);
    for (int at = (point < 0 ? digits.length() : point) - 3; at > 0; at -= 3) {
      text.insert(at, ',');
    }
    return signed(value.signum(), text.toString());
  }

  /** 10⁻³ and the like. */
  static String superscript(int exponent) {
    StringBuilder text = new StringBuilder(exponent < 0 ? "⁻" : "");
    for (char digit : Integer.toString(Math.abs(exponent)).toCharArray()) {
      text.append(SUPERSCRIPTS.charAt(digit - '0'));
    }
    return text.toString();
  }

  /** A place in a drawing, to a tenth of a pixel. */
  static String place(double at) {
    long tenths = Math.round(at * 10);
    String sign = tenths < 0 ? "-" : "";
    long size = Math.abs(tenths);
    return sign + size / 10 + (size % 10 == 0 ? "" : "." + size % 10);
  }

  private static String signed(int sign, String text) {
    return sign < 0 ? "−" + text : text;
  }
}
