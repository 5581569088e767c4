package io.ogive.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/**
 * One line of the table: a figure against what is wanted of it.
 *
 * @param ours Ogive's, in words with its unit
 * @param theirs the peer's, likewise; empty without a peer
 * @param ratio what is compared; NaN if there is none
 * @param wanted a bound of the ratio, such as {@code >= 15}; empty if none is set
 * @param note what else there is to say, such as how the objectives compare
 */
record Figure(
    String work,
    String against,
    String when,
    String ours,
    String theirs,
    double ratio,
    String wanted,
    Verdict verdict,
    String note) {

  /** Whether a figure is as wanted. */
  enum Verdict {
    MET,
    MISSED,
    /** Nothing is wanted, or nothing was measured. */
    NONE;

    static Verdict of(boolean met) {
      return met ? MET : MISSED;
    }

    @Override
    public String toString() {
      return this == NONE ? "" : name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A line that says why there is nothing to compare with.
   *
   * @param ours Ogive's figure; may be empty
   */
  static Figure missing(String work, String against, String ours, String note) {
    return new Figure(work, against, "", ours, "", Double.NaN, "", Verdict.NONE, note);
  }

  static String atLeast(double bound) {
    return ">= " + number(bound);
  }

  static String atMost(double bound) {
    return "<= " + number(bound);
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  static String megabytes(long bytes) {
    return Math.round(bytes / 1e6) + " MB";
  }

  static String seconds(double seconds) {
    return String.format(Locale.ROOT, seconds < 10 ? "%.3f s" : "%.1f s", seconds);
  }

  ObjectNode json() {
    ObjectNode node =
        Line.object()
            .put("work", work)
            .put("against", against)
            .put("when", when)
            .put("ours", ours)
            .put("theirs", theirs);
    if (Double.isFinite(ratio)) {
      node.put("ratio", ratio);
    }
    return node.put("wanted", wanted).put("verdict", verdict.toString()).put("note", note);
  }
}
