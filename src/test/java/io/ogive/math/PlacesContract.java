package io.ogive.math;

import java.util.function.BiConsumer;

/** What {@link Measures} promises of sums that each have a place of their own, written plainly. */
final class PlacesContract extends MeasuresDraws {
  PlacesContract(String name, Measures measures) {
    super(name, measures);
  }

  void checkAll() {
    addSigned();
    addSignedFloats();
    units();
    unitsOfFloats();
  }

  void addSigned() {
    for (int n = 0; n < 20; n++) {
      double[] x = doubles(64 + n);
      int from = n;
      compareSigned(
          "addSigned", x, n, (signs, out) -> measures.addSigned(x, from, signs, out, from / 2));
    }
  }

  void addSignedFloats() {
    for (int n = 0; n < 20; n++) {
      float[] x = floats(64 + n);
      int from = n;
      compareSigned(
          "float addSigned",
          BitContract.widened(x),
          n,
          (signs, out) -> measures.addSigned(x, from, signs, out, from / 2));
    }
  }

  private void compareSigned(
      String what, double[] x, int from, BiConsumer<Long, double[]> measured) {
    double[] out = doubles(64 + from);
    double[] expected = out.clone();
    long signs = random.nextLong();
    for (int i = 0; i < 64; i++) {
      expected[from / 2 + i] += (signs >>> i & 1) == 0 ? x[from + i] : -x[from + i];
    }
    measured.accept(signs, out);
    compare("%s from %d".formatted(what, from), out, expected);
  }

  void units() {
    for (int units = 0; units < 40; units++) {
      for (int rows = 0; rows < 5; rows++) {
        double[] z = doubles(rows * units);
        double[] h = doubles(rows * units);
        int of = rows;
        compareUnits(
            "%d units".formatted(units),
            z,
            h,
            units,
            (sums, bounds) -> measures.units(z, h, of, sums, bounds));
      }
    }
  }

  void unitsOfFloats() {
    for (int units = 0; units < 40; units++) {
      for (int rows = 0; rows < 5; rows++) {
        float[] z = floats(rows * units);
        float[] h = floats(rows * units);
        int of = rows;
        compareUnits(
            "%d float units".formatted(units),
            BitContract.widened(z),
            BitContract.widened(h),
            units,
            (sums, bounds) -> measures.units(z, h, of, sums, bounds));
      }
    }
  }

  private void compareUnits(
      String what, double[] z, double[] h, int units, BiConsumer<double[], double[]> measured) {
    double[] sums = doubles(2 * units);
    double[] bounds = doubles(2 * units);
    double[] expected = sums.clone();
    double[] reached = bounds.clone();
    recount(z, h, units, expected, reached);
    measured.accept(sums, bounds);
    compare("sums of " + what, sums, expected);
    compare("bounds of " + what, bounds, reached);
  }

  private static void recount(double[] z, double[] h, int units, double[] sums, double[] bounds) {
    for (int i = 0; i < z.length; i++) {
      int low = i % units;
      int high = units + low;
      sums[low] += z[i];
      sums[high] += z[i] * z[i];
      bounds[low] = Math.min(bounds[low], h[i]);
      bounds[high] = Math.max(bounds[high], h[i]);
    }
  }
}
