package io.ogive.report.chart;

/**
 * The colours of 0 to 8 octaves, in steps of a quarter: a quiet one for 0, and from there on each
 * further from the page's ground in lightness, so that the order holds for every eye and on paper.
 */
enum Ramp {
  LIGHT("e6edf4 f6dfb8 f5bd72 ee9149 df6136 c03a3a 932147 601446 2d0b38"),
  DARK("232c38 43324f 70385f a03f60 c94e52 e86f3f f69a45 fcc66a fff0b8");

  /** The largest value that has a colour of its own. */
  static final int OCTAVES = 8;

  /** Steps of colour. */
  static final int STEPS = 4 * OCTAVES + 1;

  /** A colour an octave, in hexadecimal. */
  private final String anchors;

  Ramp(String anchors) {
    this.anchors = anchors;
  }

  /** The step of a value; what lies beyond the ends has their colours. */
  static int step(double octaves) {
    return (int) Math.max(0, Math.min(STEPS - 1, Math.round(4 * octaves)));
  }

  /** Red, green and blue of a step. */
  byte[] colour(int step) {
    int anchor = Math.min(step / 4, OCTAVES - 1);
    int quarter = step - 4 * anchor;
    byte[] rgb = new byte[3];
    for (int i = 0; i < 3; i++) {
      int from = channel(anchor, i);
      int to = channel(anchor + 1, i);
      rgb[i] = (byte) (from + Math.round((to - from) * quarter / 4f));
    }
    return rgb;
  }

  private int channel(int anchor, int i) {
    int at = 7 * anchor + 2 * i;
    return Integer.parseInt(anchors, at, at + 2, 16);
  }
}
