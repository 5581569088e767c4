package io.ogive.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ogive.math.KeyedRandom;
import io.ogive.math.Sigmoid;
import org.junit.jupiter.api.Test;

/** What sets the margins of a source apart from the whole: drift, prior shift, turned labels. */
class MarginsApartTest {

  /** Scores with mean {@code drift}, labels that follow them unless {@code flipped}. */
  private static SourceHealth draw(int rows, double drift, boolean flipped, int seed) {
    KeyedRandom random = KeyedRandom.of(seed);
    double[] label = new double[rows];
    double[] margin = new double[rows];
    double[] p = new double[rows];
    double[] loss = new double[rows];
    for (int i = 0; i < rows; i++) {
      double z = 6 * random.nextDouble() - 3 + drift;
      boolean one = random.nextDouble() < Sigmoid.sigmoid(z);
      label[i] = one == flipped ? 0 : 1;
      margin[i] = (2 * label[i] - 1) * z;
      p[i] = Sigmoid.sigmoid(margin[i]);
      loss[i] = Sigmoid.softplus(-margin[i]);
    }
    SourceHealth health = new SourceHealth(0, 2);
    health.margins().observe(label, margin, p, loss, rows);
    health.margins().bins().observe(margin, rows);
    return health;
  }

  @Test
  void correlationIsThatOfLabelAndScore() {
    double[] label = {1, 0, 1, 0};
    double[] score = {2, -1, 1, 3};
    double[] margin = {2, 1, 1, -3};
    SourceHealth health = new SourceHealth(0, 2);
    health.margins().observe(label, margin, new double[4], new double[4], 4);
    double mean = 5.0 / 4;
    double covariance = 0;
    double variance = 0;
    for (int i = 0; i < 4; i++) {
      covariance += (label[i] - 0.5) * (score[i] - mean);
      variance += (score[i] - mean) * (score[i] - mean);
    }
    assertThat(health.labelCorrelation())
        .isCloseTo(covariance / Math.sqrt(variance), within(1e-14));
    assertThat(health.labelCorrelationError()).isEqualTo(0.5);
    assertThat(new SourceHealth(0, 2).labelCorrelation()).isNaN();
  }

  @Test
  void aScoreThatIsTheSameOfEveryRowCorrelatesWithNothing() {
    double[] label = {1, 0, 0, 1, 0, 0, 0};
    double[] margin = new double[7];
    for (int i = 0; i < 7; i++) {
      margin[i] = (2 * label[i] - 1) * -0.9162907318741551;
    }
    SourceHealth health = new SourceHealth(0, 2);
    health.margins().observe(label, margin, new double[7], new double[7], 7);
    assertThat(health.labelCorrelation()).isNaN();
    margin[0] += 1e-3;
    SourceHealth varied = new SourceHealth(0, 2);
    varied.margins().observe(label, margin, new double[7], new double[7], 7);
    assertThat(varied.labelCorrelation()).isPositive();
  }

  @Test
  void flippedLabelsAreFarBelowZeroAndOthersFarAbove() {
    SourceHealth right = draw(500, 0, false, 1);
    SourceHealth flipped = draw(500, 0, true, 1);
    assertThat(right.labelCorrelation()).isGreaterThan(5 * right.labelCorrelationError());
    assertThat(flipped.labelCorrelation()).isCloseTo(-right.labelCorrelation(), within(1e-12));
  }

  @Test
  void stabilityIsThatOfABruteForceCount() {
    SourceHealth some = draw(300, 0.5, false, 2);
    SourceHealth whole = draw(5000, 0, false, 3).mergeWith(some);
    MarginBins mine = some.margins().bins();
    MarginBins theirs = whole.margins().bins();
    double sum = 0;
    long q = 0;
    long p = 0;
    int bins = 0;
    double[] qs = new double[10];
    double[] ps = new double[10];
    for (int b = 0; b < MarginBins.SIZE; b++) {
      q += mine.count(b);
      p += theirs.count(b);
      if (10 * p >= theirs.count() || b == MarginBins.SIZE - 1) {
        qs[bins] = q + 0.5;
        ps[bins] = p + 0.5;
        bins++;
        q = 0;
        p = 0;
      }
    }
    for (int b = 0; b < bins; b++) {
      double share = qs[b] / (mine.count() + bins / 2.0);
      double ofWhole = ps[b] / (theirs.count() + bins / 2.0);
      sum += (share - ofWhole) * Math.log(share / ofWhole);
    }
    assertThat(some.stabilityIndex(whole)).isCloseTo(sum, within(1e-12));
    assertThat(bins).isGreaterThan(5);
  }

  @Test
  void driftIsSeenAndChanceIsNot() {
    SourceHealth whole = draw(20_000, 0, false, 1);
    for (int seed = 10; seed < 40; seed++) {
      assertThat(draw(200, 0, false, seed).stabilityIndex(whole)).isLessThan(0.25);
      assertThat(draw(200, 4, false, seed).stabilityIndex(whole)).isGreaterThan(0.25);
    }
    assertThat(new SourceHealth(0, 2).stabilityIndex(whole)).isNaN();
  }

  @Test
  void binsHoldHalfAUnitEach() {
    assertThat(MarginBins.bin(0)).isEqualTo(33);
    assertThat(MarginBins.bin(Math.nextDown(0.5))).isEqualTo(33);
    assertThat(MarginBins.bin(0.5)).isEqualTo(34);
    assertThat(MarginBins.bin(-1e-300)).isEqualTo(32);
    assertThat(MarginBins.bin(1e300)).isEqualTo(65);
    assertThat(MarginBins.bin(Double.NEGATIVE_INFINITY)).isZero();
  }

  @Test
  void aPriorShiftIsInLogOddsAndItsErrorThatOfTheWholesShare() {
    MarginStats whole = labels(300, 100);
    MarginStats one = labels(0, 50);
    MarginStats.PriorShift shift = one.priorShift(whole);
    assertThat(shift.label()).isEqualTo(1);
    assertThat(shift.logOdds())
        .isCloseTo(Math.log(50.5 / 0.5) - Math.log(100.5 / 300.5), within(1e-12));
    double share = 100.5 / 401;
    assertThat(shift.standardError())
        .isCloseTo(1 / Math.sqrt(50 * share * (1 - share)), within(1e-12));
    assertThat(shift.logOdds()).isGreaterThan(5 * shift.standardError());
    MarginStats.PriorShift none = labels(75, 25).priorShift(whole);
    assertThat(Math.abs(none.logOdds())).isLessThan(0.1 * none.standardError());
    assertThat(labels(0, 0).priorShift(whole).label()).isEqualTo(-1);
  }

  @Test
  void ofSeveralClassesTheMostShiftedIsNamed() {
    MarginStats whole = labels(400, 100, 100);
    assertThat(labels(40, 8, 30).priorShift(whole).label()).isEqualTo(2);
    assertThat(labels(40, 8, 30).priorShift(whole).logOdds()).isPositive();
  }

  private static MarginStats labels(int... counts) {
    MarginStats stats = new MarginStats(counts.length);
    for (int k = 0; k < counts.length; k++) {
      double[] label = new double[counts[k]];
      java.util.Arrays.fill(label, k);
      int n = counts[k];
      stats.observe(label, new double[n], new double[n], new double[n], n);
    }
    return stats;
  }
}
