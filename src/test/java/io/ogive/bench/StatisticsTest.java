package io.ogive.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StatisticsTest {
  @Test
  void aMedianIsTheMiddleOrHalfwayBetweenTwo() {
    assertThat(Statistics.median(List.of(7.0))).isEqualTo(7);
    assertThat(Statistics.median(List.of(3.0, 1.0, 100.0))).isEqualTo(3);
    assertThat(Statistics.median(List.of(4.0, 1.0, 100.0, 2.0))).isEqualTo(3);
    assertThatThrownBy(() -> Statistics.median(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Ranks as in tables of the sign test, such as Conover's, at one-sided 5 %. */
  @Test
  void theBoundHasTheRankOfTheSignTest() {
    assertThat(rankOfBound(5)).isEqualTo(5);
    assertThat(rankOfBound(8)).isEqualTo(7);
    assertThat(rankOfBound(10)).isEqualTo(9);
    assertThat(rankOfBound(20)).isEqualTo(15);
    assertThat(rankOfBound(30)).isEqualTo(20);
    assertThat(rankOfBound(40)).isEqualTo(26);
  }

  private static double rankOfBound(int n) {
    List<Double> ranks =
        new ArrayList<>(IntStream.rangeClosed(1, n).mapToObj(i -> (double) i).toList());
    Collections.shuffle(ranks, new Random(n));
    return Statistics.upperBoundOfMedian(0.95, ranks);
  }

  @Test
  void tooFewValuesBoundNothing() {
    assertThat(Statistics.upperBoundOfMedian(0.95, List.of(1.0, 1.0, 1.0, 1.0))).isInfinite();
  }

  @Test
  void theBoundIsUnderTheMedianInAtMostOneOfTwenty() {
    Random random = new Random(3);
    int under = 0;
    for (int t = 0; t < 4000; t++) {
      List<Double> values = random.doubles(30).boxed().toList();
      under += Statistics.upperBoundOfMedian(0.95, values) < 0.5 ? 1 : 0;
    }
    assertThat(under / 4000.0).isBetween(0.03, 0.06);
  }
}
