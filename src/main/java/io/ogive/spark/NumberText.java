package io.ogive.spark;

import java.math.BigDecimal;
import java.util.OptionalDouble;

/** Numbers as text: strict to read, canonical to write. */
final class NumberText {
  private NumberText() {}

  /**
   * Reads a decimal number such as {@code 7}, {@code -1.5} or {@code 2e-3}: no blanks, no hex, no
   * suffixes, no NaN or infinity, no digits beyond the range of double.
   */
  static OptionalDouble parse(CharSequence text) {
    if (!isDecimal(text)) {
      return OptionalDouble.empty();
    }
    double value = Double.parseDouble(text.toString());
    return Double.isInfinite(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  private static boolean isDecimal(CharSequence text) {
    int i = sign(text, 0);
    int whole = digits(text, i);
    int end = whole;
    int seen = whole - i;
    if (end < text.length() && text.charAt(end) == '.') {
      int fraction = digits(text, end + 1);
      seen += fraction - end - 1;
      end = fraction;
    }
    if (seen == 0) {
      return false;
    }
    if (end < text.length() && (text.charAt(end) | 0x20) == 'e') {
      int from = sign(text, end + 1);
      end = digits(text, from);
      if (end == from) {
        return false;
      }
    }
    return end == text.length();
  }

  private static int sign(CharSequence text, int i) {
    return i < text.length() && (text.charAt(i) == '-' || text.charAt(i) == '+') ? i + 1 : i;
  }

  private static int digits(CharSequence text, int i) {
    int end = i;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }

  /** Writes the shortest decimal, integers without a point: {@code -1}, {@code 0.5}. */
  static String of(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return Double.toString(value);
    }
    if (value == (long) value && Math.abs(value) < 1e15) {
      return Long.toString((long) value);
    }
    return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }
}
