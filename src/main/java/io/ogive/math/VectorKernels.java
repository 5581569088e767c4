package io.ogive.math;

import static io.ogive.math.VectorWidth.DOUBLES;
import static io.ogive.math.VectorWidth.LANES;

import jdk.incubator.vector.DoubleVector;

/**
 * The kernels in the Vector API, at the width of {@link VectorWidth}.
 *
 * <p>What holds in all of them: a method that returns a vector may be compiled to allocate it, so a
 * kernel is one method, written out; masks and blends allocate at 128 bits, so there are none; the
 * elements that fill no register go through the scalar formula, which has the same bits.
 *
 * <p>Only {@link KernelProvider} may know of this class, by its name.
 */
final class VectorKernels implements Kernels {
  @Override
  public String name() {
    return "vector " + DOUBLES.vectorBitSize();
  }

  @Override
  public FloatKernels floats() {
    return new VectorFloats();
  }

  @Override
  public Measures measures() {
    return new VectorMeasures();
  }

  @Override
  public void margins(SparseRows x, double[] weights, double[] starts, double[][] out) {
    VectorSparse.margins(x, weights, starts, out);
  }

  @Override
  public void addUnits(SparseRows x, double[][] r, double[] scale, long[] units) {
    assert SparseUnits.areScaled(x, scale) : "a value is larger than its scale allows";
    VectorSparse.addUnits(x, r, scale, units);
  }

  @Override
  public void addNearest(
      double[] values, int n, int fractionBits, long[] high, long[] low, int first) {
    VectorNearest.add(values, n, fractionBits, high, low, first);
  }

  @Override
  public void margins(Panels x, double[] weights, double start, double[] out) {
    assert weights.length >= x.columns() && out.length >= x.rows();
    VectorPanels.margins(x, weights, start, out);
  }

  @Override
  public void transposed(Panels x, double[] r, double[] out) {
    assert r.length >= x.rows() && out.length >= x.columns();
    VectorPanels.transposed(x, r, out);
  }

  @Override
  public void margins(Panels x, double[][] weights, double[] starts, double[][] out) {
    int v = 0;
    for (; x.isSingle() && v + VectorFours.VECTORS <= weights.length; v += VectorFours.VECTORS) {
      VectorFours.margins(x, weights, starts, v, out);
    }
    for (; v < weights.length; v++) {
      margins(x, weights[v], starts[v], out[v]);
    }
  }

  @Override
  public void transposed(Panels x, double[][] r, double[][] out) {
    int v = 0;
    for (; x.isSingle() && v + VectorFours.VECTORS <= r.length; v += VectorFours.VECTORS) {
      VectorFours.transposed(x, r, v, out);
    }
    for (; v < r.length; v++) {
      transposed(x, r[v], out[v]);
    }
  }

  @Override
  public void product(
      int m,
      int n,
      int k,
      double[] a,
      int aRow,
      int aColumn,
      double[] b,
      double[] c,
      boolean accumulate) {
    new VectorProduct(m, n, k).run(a, aRow, aColumn, b, c, accumulate);
  }

  @Override
  public void gram(Panels x, float[] roots, float[] room, float[] c) {
    VectorGram.run(x, roots, room, c);
  }

  @Override
  public void sigmoid(double[] z, double[] out, int n) {
    VectorSigmoid.sigmoid(z, out, n);
  }

  @Override
  public void softplus(double[] z, double[] out, int n) {
    VectorSigmoid.softplus(z, out, n);
  }

  @Override
  public void exp(double[] z, double[] out, int n) {
    VectorSigmoid.exp(z, out, n);
  }

  @Override
  public void logistic(double[] m, double[] right, double[] wrong, double[] loss, int n) {
    VectorSigmoid.logistic(m, right, wrong, loss, n);
  }

  @Override
  public double dot(double[] a, double[] b, int n) {
    double[] lanes = new double[SUM_LANES];
    int whole = n - n % SUM_LANES;
    if (LANES == SUM_LANES) {
      VectorSums.dot(a, b, whole, lanes);
    } else {
      for (int lane = 0; lane < SUM_LANES; lane += 2 * LANES) {
        VectorSums.dotOfTwo(a, b, lane, whole, lanes);
      }
    }
    ScalarKernels.addProducts(a, b, whole, n, lanes);
    return ScalarKernels.sumOfLanes(lanes, 0);
  }

  @Override
  public boolean narrow(
      byte[] x,
      int from,
      double[] shift,
      int at,
      int n,
      double smallest,
      double largest,
      float[] out,
      int to) {
    return VectorColumns.narrow(x, from, shift, at, n, smallest, largest, out, to);
  }

  @Override
  public long hash(long seed, float[] values) {
    return VectorHash.of(seed, values);
  }

  @Override
  public boolean columnSums(Panels x, int column, float smallest, double grid, double[] out) {
    int from = column * Panels.LANES;
    int stride = x.columns() * Panels.LANES;
    return VectorColumns.sums(x.floats(), from, x.panels(), stride, smallest, grid, out);
  }

  @Override
  public void adam(
      double[] w,
      double[] m,
      double[] v,
      double[] g,
      int n,
      double rate,
      double beta1,
      double beta2,
      double epsilon,
      double correction1,
      double correction2) {
    DoubleVector keep1 = DoubleVector.broadcast(DOUBLES, beta1);
    DoubleVector keep2 = DoubleVector.broadcast(DOUBLES, beta2);
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      DoubleVector gradient = DoubleVector.fromArray(DOUBLES, g, i);
      DoubleVector mean = DoubleVector.fromArray(DOUBLES, m, i).fma(keep1, gradient.mul(1 - beta1));
      DoubleVector square =
          DoubleVector.fromArray(DOUBLES, v, i).fma(keep2, gradient.mul(1 - beta2).mul(gradient));
      mean.intoArray(m, i);
      square.intoArray(v, i);
      DoubleVector size = square.mul(correction2).sqrt().add(epsilon);
      DoubleVector.fromArray(DOUBLES, w, i)
          .sub(mean.mul(correction1).mul(rate).div(size))
          .intoArray(w, i);
    }
    ScalarKernels.adam(w, m, v, g, i, n, rate, beta1, beta2, epsilon, correction1, correction2);
  }
}
