package io.ogive.health.rules;

import java.util.Locale;

/** Numbers in messages: the same text on every machine. */
final class Words {
  private Words() {}

  static String say(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /** A share as per cent. */
  static String percent(double share) {
    double percent = 100 * share;
    return percent != 0 && Math.abs(percent) < 1
        ? say("%.2g %%", percent)
        : say("%.1f %%", percent);
  }
}
