package io.ogive.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Matrices come back from Java's serialization with every bit, whatever their size. */
class MatrixBytesTest {
  private static final long SEED = 20260505;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 63, 64, 65, 400, 700})
  void panelsKeepEveryBit(int rows) throws Exception {
    KeyedRandom random = KeyedRandom.of(SEED, rows);
    int length = Panels.length(rows, 37);
    float[] floats = new float[length];
    double[] doubles = new double[length];
    for (int i = 0; i < length; i++) {
      floats[i] = Float.intBitsToFloat((int) random.nextLong());
      doubles[i] = Double.longBitsToDouble(random.nextLong());
    }
    for (Panels panels : new Panels[] {Panels.of(rows, 37, floats), Panels.of(rows, 37, doubles)}) {
      Panels read = (Panels) roundTrip(panels);
      assertThat(read.isSingle()).isEqualTo(panels.isSingle());
      assertThat(read.hash(1)).as("seed %d", SEED).isEqualTo(panels.hash(1));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 1000, 5000})
  void sparseRowsKeepEveryBit(int rows) throws Exception {
    KeyedRandom random = KeyedRandom.of(SEED, rows, 1);
    int[] starts = new int[rows + 1];
    for (int i = 0; i < rows; i++) {
      starts[i + 1] = starts[i] + random.nextInt(30);
    }
    int[] indices = new int[starts[rows]];
    float[] floats = new float[indices.length];
    double[] doubles = new double[indices.length];
    for (int e = 0; e < indices.length; e++) {
      indices[e] = random.nextInt(10_000_000);
      floats[e] = Float.intBitsToFloat((int) random.nextLong());
      doubles[e] = Double.longBitsToDouble(random.nextLong());
    }
    for (SparseRows sparse :
        new SparseRows[] {
          SparseRows.of(10_000_000, starts, indices, floats),
          SparseRows.of(10_000_000, starts, indices, doubles)
        }) {
      SparseRows read = (SparseRows) roundTrip(sparse);
      assertThat(read.columns()).isEqualTo(sparse.columns());
      assertThat(read.isSingle()).isEqualTo(sparse.isSingle());
      assertThat(read.hash(1)).as("seed %d", SEED).isEqualTo(sparse.hash(1));
    }
  }

  /** The control: the hashes that are compared tell one bit from another. */
  @Test
  void oneBitMakesAnotherHash() {
    float[] values = new float[Panels.length(3, 2)];
    long before = Panels.of(3, 2, values.clone()).hash(1);
    values[5] = Float.MIN_VALUE;
    assertThat(Panels.of(3, 2, values).hash(1)).isNotEqualTo(before);
  }

  private static Object roundTrip(Object matrix) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(matrix);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return in.readObject();
    }
  }
}
