package io.ogive.math;

import static io.ogive.math.NearestUnits.BIAS;
import static io.ogive.math.NearestUnits.PLACES;
import static io.ogive.math.VectorWidth.DOUBLES;
import static io.ogive.math.VectorWidth.DOUBLES_AS_LONGS;
import static io.ogive.math.VectorWidth.LANES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/** {@link NearestUnits}, a register of sums at a time. */
final class VectorNearest {
  private VectorNearest() {}

  static void add(double[] values, int n, int fractionBits, long[] high, long[] low, int first) {
    double coarse = NearestUnits.coarse(fractionBits);
    double fine = NearestUnits.fine(fractionBits);
    long coarseBits = Double.doubleToRawLongBits(coarse) - BIAS;
    long fineBits = Double.doubleToRawLongBits(fine);
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      DoubleVector value = DoubleVector.fromArray(DOUBLES, values, i);
      DoubleVector large = value.add(coarse);
      DoubleVector small = value.sub(large.sub(coarse)).add(fine);
      LongVector multiple = large.reinterpretAsLongs().sub(coarseBits);
      LongVector units = small.reinterpretAsLongs().sub(fineBits);
      LongVector top =
          multiple
              .sub(units.lanewise(VectorOperators.LSHR, 63))
              .lanewise(VectorOperators.LSHR, 64 - PLACES)
              .sub(BIAS >> (64 - PLACES));
      LongVector bottom = multiple.lanewise(VectorOperators.LSHL, PLACES).add(units);
      LongVector before = LongVector.fromArray(DOUBLES_AS_LONGS, low, first + i);
      LongVector sum = before.add(bottom);
      sum.intoArray(low, first + i);
      LongVector carry =
          before
              .and(bottom)
              .or(before.or(bottom).and(sum.not()))
              .lanewise(VectorOperators.LSHR, 63);
      LongVector.fromArray(DOUBLES_AS_LONGS, high, first + i)
          .add(top)
          .add(carry)
          .intoArray(high, first + i);
    }
    NearestUnits.add(values, i, n, fractionBits, high, low, first);
  }
}
