package io.ogive.theory;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as people read them: four digits, and powers of ten where there would be many zeros. */
final class Figures {
  private static final MathContext FOUR = new MathContext(4, RoundingMode.HALF_EVEN);

  private Figures() {}

  static String text(double value) {
    if (value == 0 || Double.isNaN(value) || Double.isInfinite(value)) {
      return value == 0 ? "0" : Double.toString(value);
    }
    double size = Math.abs(value);
    if (size < 1e-3 || size >= 1e6) {
      String scientific = String.format(Locale.ROOT, "%.2e", value);
      return scientific.replace(".00e", "e").replace("e-0", "e-").replace("e+0", "e");
    }
    return new BigDecimal(value).round(FOUR).stripTrailingZeros().toPlainString();
  }
}
