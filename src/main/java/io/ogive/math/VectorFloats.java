package io.ogive.math;

import static io.ogive.math.VectorWidth.WIDE;
import static io.ogive.math.VectorWidth.WIDE_FLOATS;
import static io.ogive.math.VectorWidth.WIDE_INT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The float32 kernels in the Vector API, operation by operation as in plain Java. */
final class VectorFloats implements FloatKernels {
  private static final VectorSpecies<Float> FLOATS = WIDE_FLOATS;
  private static final int LANES = FLOATS.length();
  private static final int SIGN = Integer.MIN_VALUE;
  private static final int HALF = Float.floatToRawIntBits(0.5f);

  private final FloatKernels scalar = new ScalarFloats();

  @Override
  public void sigmoid(float[] z, float[] out, int n) {
    int whole = n - n % LANES;
    whole(z, out, whole);
    ScalarFloats.sigmoid(z, out, whole, n);
  }

  private static void whole(float[] z, float[] out, int n) {
    FloatVector biased = FloatVector.broadcast(FLOATS, FloatSigmoid.ROUND_BIASED);
    FloatVector log2e = FloatVector.broadcast(FLOATS, FloatSigmoid.LOG2_E);
    FloatVector ln2High = FloatVector.broadcast(FLOATS, -FloatSigmoid.LN2_HIGH);
    FloatVector ln2Low = FloatVector.broadcast(FLOATS, -FloatSigmoid.LN2_LOW);
    FloatVector e0 = FloatVector.broadcast(FLOATS, FloatSigmoid.E0);
    FloatVector e1 = FloatVector.broadcast(FLOATS, FloatSigmoid.E1);
    FloatVector e2 = FloatVector.broadcast(FLOATS, FloatSigmoid.E2);
    FloatVector e3 = FloatVector.broadcast(FLOATS, FloatSigmoid.E3);
    FloatVector e4 = FloatVector.broadcast(FLOATS, FloatSigmoid.E4);
    FloatVector e5 = FloatVector.broadcast(FLOATS, FloatSigmoid.E5);
    FloatVector one = FloatVector.broadcast(FLOATS, 1f);
    FloatVector half = FloatVector.broadcast(FLOATS, 0.5f);
    for (int i = 0; i < n; i += LANES) {
      IntVector bits =
          WIDE_INT.cast(WIDE.cast(FloatVector.fromArray(FLOATS, z, i)).reinterpretAsInts());
      FloatVector x = WIDE.cast(bits.or(SIGN).reinterpretAsFloats()).max(FloatSigmoid.LOWEST);
      FloatVector sum = x.fma(log2e, biased);
      FloatVector k = sum.sub(biased);
      FloatVector r = k.fma(ln2Low, k.fma(ln2High, x));
      FloatVector q = r.fma(e5, e4);
      q = q.fma(r, e3);
      q = q.fma(r, e2);
      q = q.fma(r, e1);
      q = q.fma(r, e0);
      FloatVector power =
          WIDE.cast(
              WIDE_INT
                  .cast(sum.reinterpretAsInts())
                  .lanewise(VectorOperators.LSHL, FloatSigmoid.EXPONENT_SHIFT)
                  .reinterpretAsFloats());
      FloatVector e = r.mul(r).fma(q, r).add(one).mul(power);
      FloatVector h = WIDE.cast(bits.and(SIGN).or(HALF).reinterpretAsFloats());
      half.sub(h).fma(e, half.add(h)).div(one.add(e)).intoArray(out, i);
    }
  }

  @Override
  public void adam(float[] w, float[] m, float[] v, float[] g, int n, Adam step) {
    FloatVector keep1 = FloatVector.broadcast(FLOATS, step.beta1());
    FloatVector keep2 = FloatVector.broadcast(FLOATS, step.beta2());
    FloatVector part1 = FloatVector.broadcast(FLOATS, 1 - step.beta1());
    FloatVector part2 = FloatVector.broadcast(FLOATS, 1 - step.beta2());
    FloatVector rate = FloatVector.broadcast(FLOATS, step.rate());
    FloatVector correction = FloatVector.broadcast(FLOATS, step.correction());
    FloatVector epsilon = FloatVector.broadcast(FLOATS, step.epsilon());
    FloatVector vanishing = FloatVector.broadcast(FLOATS, VANISHING);
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      FloatVector d = WIDE.cast(FloatVector.fromArray(FLOATS, g, i));
      FloatVector mean =
          WIDE.cast(FloatVector.fromArray(FLOATS, m, i))
              .fma(keep1, d.mul(part1))
              .add(vanishing)
              .sub(vanishing);
      FloatVector square =
          WIDE.cast(FloatVector.fromArray(FLOATS, v, i))
              .fma(keep2, d.mul(part2).mul(d))
              .add(vanishing)
              .sub(vanishing);
      mean.intoArray(m, i);
      square.intoArray(v, i);
      FloatVector size = square.mul(correction).sqrt().add(epsilon);
      WIDE.cast(FloatVector.fromArray(FLOATS, w, i)).sub(mean.mul(rate).div(size)).intoArray(w, i);
    }
    ScalarFloats.adam(w, m, v, g, i, n, step);
  }

  @Override
  public void rows(Panels x, int from, int to, double[] center, double[] scale, float[] out) {
    if (x.isSingle()) {
      VectorRows.layOut(x, from, to, center, scale, out);
    } else {
      scalar.rows(x, from, to, center, scale, out);
    }
  }
}
