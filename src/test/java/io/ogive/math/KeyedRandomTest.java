package io.ogive.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;

/**
 * Chi-square bounds are the mean plus five deviations, with fixed seeds: they hold or they do not.
 */
class KeyedRandomTest {
  private static double chiSquare(int bins, int draws, IntSupplier draw) {
    int[] counts = new int[bins];
    for (int n = 0; n < draws; n++) {
      counts[draw.getAsInt()]++;
    }
    double expected = (double) draws / bins;
    double sum = 0;
    for (int count : counts) {
      sum += (count - expected) * (count - expected) / expected;
    }
    return sum;
  }

  private static double bound(int bins) {
    return bins - 1 + 5 * Math.sqrt(2.0 * (bins - 1));
  }

  @Test
  void aKeyGivesItsStreamAgain() {
    KeyedRandom one = KeyedRandom.of(1, 2, 3);
    KeyedRandom again = KeyedRandom.of(1, 2, 3);
    for (int n = 0; n < 100; n++) {
      assertThat(one.nextLong()).isEqualTo(again.nextLong());
    }
  }

  @Test
  void everyPartOfAKeyCounts() {
    Set<Long> first = new HashSet<>();
    for (long seed = -3; seed < 3; seed++) {
      first.add(KeyedRandom.of(seed).nextLong());
      for (long epoch = -3; epoch < 3; epoch++) {
        first.add(KeyedRandom.of(seed, epoch).nextLong());
        for (long id = -3; id < 3; id++) {
          first.add(KeyedRandom.of(seed, epoch, id).nextLong());
        }
      }
    }
    assertThat(first).hasSize(6 + 36 + 216);
  }

  @Test
  void doublesAreUniform() {
    KeyedRandom random = KeyedRandom.of(11);
    assertThat(chiSquare(64, 64_000, () -> (int) (random.nextDouble() * 64))).isLessThan(bound(64));
  }

  @Test
  void neighboursInAStreamAreIndependent() {
    KeyedRandom random = KeyedRandom.of(12);
    assertThat(chiSquare(64, 64_000, () -> random.nextInt(8) * 8 + random.nextInt(8)))
        .isLessThan(bound(64));
  }

  @Test
  void neighbouringKeysAreIndependent() {
    int[] key = {0};
    assertThat(chiSquare(64, 64_000, () -> KeyedRandom.of(13, key[0]++).nextInt(64)))
        .isLessThan(bound(64));
  }

  /** The negative control of the three tests above: one bin in 64 is drawn a quarter too often. */
  @Test
  void aSlightBiasIsFound() {
    KeyedRandom random = KeyedRandom.of(14);
    IntSupplier biased = () -> random.nextInt(256) == 0 ? 0 : random.nextInt(64);
    assertThat(chiSquare(64, 640_000, biased)).isGreaterThan(bound(64));
  }

  @Test
  void intsStayBelowTheirBound() {
    KeyedRandom random = KeyedRandom.of(15);
    for (int bound : new int[] {1, 2, 3, 7, 1 << 30, Integer.MAX_VALUE}) {
      for (int n = 0; n < 1000; n++) {
        assertThat(random.nextInt(bound)).isBetween(0, bound - 1);
      }
    }
  }

  @Test
  void doublesStayBelowOne() {
    KeyedRandom random = KeyedRandom.of(16);
    for (int n = 0; n < 100_000; n++) {
      double x = random.nextDouble();
      assertThat(x >= 0 && x < 1).isTrue();
    }
  }

  @Test
  void aPermutationHoldsEachNumberOnce() {
    for (int n : new int[] {0, 1, 2, 3, 10, 1000}) {
      int[] order = KeyedRandom.of(17, n).permutation(n);
      Arrays.sort(order);
      for (int i = 0; i < n; i++) {
        assertThat(order[i]).isEqualTo(i);
      }
    }
  }

  @Test
  void allPermutationsAreEquallyLikely() {
    Map<String, Integer> numbers = new HashMap<>();
    int[] key = {0};
    double chiSquare =
        chiSquare(
            24,
            24_000,
            () -> {
              String order = Arrays.toString(KeyedRandom.of(18, key[0]++).permutation(4));
              return numbers.computeIfAbsent(order, o -> numbers.size());
            });
    assertThat(numbers).hasSize(24);
    assertThat(chiSquare).isLessThan(bound(24));
  }
}
