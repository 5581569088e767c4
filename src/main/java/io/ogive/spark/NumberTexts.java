package io.ogive.spark;

import java.util.HashMap;
import java.util.Map;

/** Remembers the text of numbers that come again and again, as labels do. */
final class NumberTexts {
  private static final int MOST = 4096;

  private final Map<Double, String> known = new HashMap<>();

  String of(double value) {
    String text = known.get(value);
    if (text == null) {
      text = NumberText.of(value);
      if (known.size() < MOST) {
        known.put(value, text);
      }
    }
    return text;
  }
}
