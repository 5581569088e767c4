package io.ogive.theory;

/**
 * One number that a claim predicts, beside what was measured.
 *
 * @param what the number is
 */
record Comparison(String what, double predicted, double measured, Tolerance tolerance) {
  boolean holds() {
    return tolerance.holds(predicted, measured);
  }

  String verdict() {
    return holds() ? "holds" : "FAILS";
  }
}
