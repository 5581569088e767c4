package io.ogive.bench;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.JavaBLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import io.ogive.math.FloatMatrix;
import io.ogive.math.Products;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Float32 products on the shapes of back-propagation: ours, Spark's VectorBLAS and, where a libblas
 * is installed, the native one (run it with OPENBLAS_NUM_THREADS=1).
 *
 * <p>A shape is m x k x n and N or T for each operand that is, or is not, a transposed view.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class ProductBenchmark {
  /** What does the product. */
  public enum By {
    OGIVE,
    NATIVE,
    VECTOR
  }

  @Param({
    "256x784x128xNN",
    "784x256x128xTN",
    "256x128x784xNT",
    "128x784x100xNN",
    "784x128x100xTN",
    "128x100x784xNT"
  })
  public String shape;

  @Param public By by;

  private final Products products = Products.best();
  private BLAS blas;
  private int m;
  private int k;
  private int n;
  private boolean turnA;
  private boolean turnB;
  private float[] a;
  private float[] b;
  private float[] c;

  @Setup
  public void setup() {
    String[] parts = shape.split("x", -1);
    m = Integer.parseInt(parts[0]);
    k = Integer.parseInt(parts[1]);
    n = Integer.parseInt(parts[2]);
    turnA = parts[3].charAt(0) == 'T';
    turnB = parts[3].charAt(1) == 'T';
    a = draw(m * k);
    b = draw(k * n);
    c = new float[m * n];
    blas = by == By.NATIVE ? NativeBLAS.getInstance() : JavaBLAS.getInstance();
  }

  private static float[] draw(int n) {
    Random random = new Random(n);
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return values;
  }

  @Benchmark
  public float[] product() {
    if (by == By.OGIVE) {
      FloatMatrix left = turnA ? FloatMatrix.of(a, k, m).transposed() : FloatMatrix.of(a, m, k);
      FloatMatrix right = turnB ? FloatMatrix.of(b, n, k).transposed() : FloatMatrix.of(b, k, n);
      products.multiply(left, right, c);
    } else {
      // What is row-major here is the transpose there.
      String first = turnB ? "T" : "N";
      String second = turnA ? "T" : "N";
      blas.sgemm(first, second, n, m, k, 1f, b, turnB ? k : n, a, turnA ? m : k, 0f, c, n);
    }
    return c;
  }
}
