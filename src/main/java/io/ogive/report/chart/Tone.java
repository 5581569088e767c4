package io.ogive.report.chart;

/**
 * What a mark's colour stands for; which colour that is, the page's style says, for light and dark.
 * The first six are told apart by people who see no red, no green or no blue.
 */
public enum Tone {
  FIRST("t1"),
  SECOND("t2"),
  THIRD("t3"),
  FOURTH("t4"),
  FIFTH("t5"),
  SIXTH("t6"),
  /** What is there to compare with. */
  MUTED("t0"),
  /** What is wrong. */
  BAD("tx");

  private static final Tone[] CATEGORIES = {FIRST, SECOND, THIRD, FOURTH, FIFTH, SIXTH};

  private final String style;

  Tone(String style) {
    this.style = style;
  }

  /** The tone of category i, from 0; after six they come again. */
  public static Tone category(int i) {
    return CATEGORIES[i % CATEGORIES.length];
  }

  String style() {
    return style;
  }
}
