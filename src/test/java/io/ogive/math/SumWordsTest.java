package io.ogive.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums of which few are touched: the same sums, in the room of those few, here and on the wire. */
class SumWordsTest {
  private static final int WIDE = 10_000_000;
  private static final long SEED = 20260303;

  @Test
  void theFormChangesNoSumAndNoByte() throws Exception {
    int length = 100_000;
    KeyedRandom random = KeyedRandom.of(SEED);
    for (int touched : new int[] {1, 100, 600, 30_000, 1_000_000}) {
      ExactSums sparse = ExactSums.sparse(length, ExactSums.FINE);
      ExactSums dense = new ExactSums(length, ExactSums.FINE);
      for (int n = 0; n < touched; n++) {
        int i = random.nextInt(length);
        double value = Math.scalb(random.nextDouble() - 0.5, random.nextInt(60) - 40);
        sparse.add(i, value);
        dense.add(i, value);
      }
      assertThat(sparse.values()).as("%d touched", touched).isEqualTo(dense.values());
      assertThat(sparse.value(7)).isEqualTo(dense.value(7));
      assertThat(bytes(sparse)).as("%d touched", touched).isEqualTo(bytes(dense));
      assertThat(SumWordsTest.<ExactSums>read(bytes(sparse)).values()).isEqualTo(dense.values());
    }
  }

  @Test
  void eachFormMergesWithEach() throws Exception {
    int length = 70_000;
    ExactSums[] parts = new ExactSums[4];
    ExactSums whole = new ExactSums(length, ExactSums.FINE);
    KeyedRandom random = KeyedRandom.of(SEED, 2);
    for (int p = 0; p < parts.length; p++) {
      parts[p] =
          p % 2 == 0
              ? ExactSums.sparse(length, ExactSums.FINE)
              : new ExactSums(length, ExactSums.FINE);
      for (int n = 0; n < 5000; n++) {
        int i = random.nextInt(length);
        double value = random.nextDouble() - 0.5;
        parts[p].add(i, value);
        whole.add(i, value);
      }
    }
    for (int[] order : new int[][] {{0, 1, 2, 3}, {1, 0, 3, 2}, {2, 0, 1, 3}, {3, 1, 2, 0}}) {
      ExactSums sum = read(bytes(parts[order[0]]));
      for (int n = 1; n < order.length; n++) {
        sum.mergeWith(parts[order[n]]);
      }
      assertThat(bytes(sum)).isEqualTo(bytes(whole));
    }
  }

  /** With its negative control: where all are touched there is no table and no short form. */
  @Test
  void fewOfManySumsTakeTheRoomOfFew() throws Exception {
    SumWords few = SumWords.sparse(WIDE);
    SumWords most = SumWords.sparse(WIDE / 100);
    for (int i = 0; i < WIDE / 100; i++) {
      few.add(i % 1000 * 9999, 0, i);
      most.add(i, 0, i);
    }
    assertThat(few.isSparse()).isTrue();
    assertThat(few.nonZero()).hasSize(1000);
    assertThat(bytes(few).length).isLessThan(8000);
    assertThat(most.isSparse()).isFalse();
    assertThat(bytes(most).length).isGreaterThan(WIDE / 100 * 3);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void every128BitIntegerComesBackFromTheWire(boolean few) throws Exception {
    SumWords words = few ? SumWords.sparse(1 << 20) : SumWords.dense(40_000);
    KeyedRandom random = KeyedRandom.of(SEED, 3);
    BigInteger[] expected = new BigInteger[40_000];
    for (int i = 0; i < expected.length; i++) {
      int bits = i < 2 * 128 ? i / 2 : random.nextInt(128);
      BigInteger value = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.valueOf(i % 2));
      if (i >= 2 * 128) {
        value =
            BigInteger.valueOf(random.nextLong())
                .shiftLeft(64)
                .add(BigInteger.valueOf(random.nextLong()))
                .shiftRight(random.nextInt(128))
                .shiftLeft(random.nextInt(4) == 0 ? 64 : 0);
      }
      expected[i] = signed(value);
      words.add(few ? 20 * i : i, expected[i].shiftRight(64).longValue(), expected[i].longValue());
    }
    SumWords read = read(bytes(words));
    for (int i = 0; i < expected.length; i++) {
      int at = few ? 20 * i : i;
      BigInteger high = BigInteger.valueOf(read.high(at)).shiftLeft(64);
      BigInteger low = new BigInteger(Long.toUnsignedString(read.low(at)));
      assertThat(high.add(low)).as("seed %d, sum %d", SEED, i).isEqualTo(expected[i]);
    }
  }

  /** Its lowest 128 bits as a signed integer. */
  private static BigInteger signed(BigInteger value) {
    BigInteger modulus = BigInteger.ONE.shiftLeft(128);
    BigInteger rest = value.mod(modulus);
    return rest.testBit(127) ? rest.subtract(modulus) : rest;
  }

  private static byte[] bytes(Object sums) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(sums);
    }
    return bytes.toByteArray();
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T> T read(byte[] bytes) throws Exception {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      return (T) in.readObject();
    }
  }
}
