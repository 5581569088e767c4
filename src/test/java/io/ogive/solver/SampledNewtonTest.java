package io.ogive.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ogive.data.Block;
import io.ogive.data.LocalBlockStore;
import io.ogive.data.Role;
import io.ogive.data.RowSample;
import io.ogive.data.Shard;
import io.ogive.data.Storage;
import io.ogive.health.HealthTotal;
import io.ogive.math.Kernels;
import io.ogive.math.SymmetricMatrix;
import io.ogive.solver.LogisticOptions.Solver;
import io.ogive.testing.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Newton's method with a start on a sample: the same optimum in few passes, and safe. */
class SampledNewtonTest {
  private static final int ROWS = 70_000;
  private static final LogisticOptions OPTIONS = LogisticTrial.options(0, 1e-3);

  private static LogisticTrial trial(Storage storage, boolean sparse) {
    return LogisticTrial.draw(41, ROWS, 4, 2).stored(storage).sparse(sparse);
  }

  @ParameterizedTest
  @CsvSource({"FLOAT32, false", "FLOAT64, false", "FLOAT64, true"})
  void theOptimumIsTheOneOfOtherSolversInFewPasses(Storage storage, boolean sparse) {
    LogisticTrial trial = trial(storage, sparse);
    LogisticOptions tight = LogisticTrial.stopping(OPTIONS, 100, 1e-9);
    LogisticResult sampled = trial.fit(tight);
    LogisticResult other = trial.fit(LogisticTrial.solver(tight, Solver.LBFGS));
    assertThat(sampled.solver()).isEqualTo(Solver.NEWTON);
    assertThat(sampled.fit().reason()).isEqualTo(StopReason.GRADIENT);
    assertThat(sampled.fit().rounds()).isLessThanOrEqualTo(6);
    assertThat(sampled.fit().value()).isCloseTo(other.fit().value(), within(1e-15));
    for (int j = 0; j < 4; j++) {
      assertThat(sampled.fit().point()[j]).isCloseTo(other.fit().point()[j], within(1e-7));
    }
    for (int i = 0; i < sampled.coefficients().size(); i++) {
      double exact = other.coefficients().get(i).standardError().orElseThrow();
      assertThat(sampled.coefficients().get(i).standardError().orElseThrow())
          .isCloseTo(exact, within(2e-4 * exact));
    }
  }

  @ParameterizedTest
  @CsvSource({"FLOAT32, false", "FLOAT64, true"})
  void withoutAWishItEndsFarBelowTheSamplingError(Storage storage, boolean sparse) {
    LogisticTrial trial = trial(storage, sparse);
    LogisticOptions usual = LogisticOptions.defaults().withPenalties(1e-3, 0);
    LogisticOptions asked = LogisticTrial.stopping(usual, 100, 1e-10);
    LogisticResult exact = trial.fit(asked);
    LogisticResult found = trial.fit(usual);
    assertThat(found.fit().reason()).isEqualTo(StopReason.GRADIENT);
    assertThat(found.fit().gradientNorm()).isLessThanOrEqualTo(1e-6);
    assertThat(found.fit().rounds()).isLessThan(exact.fit().rounds());
    assertThat(found.fit().value()).isCloseTo(exact.fit().value(), within(1e-11));
    for (int i = 0; i < found.coefficients().size(); i++) {
      double error = exact.coefficients().get(i).standardError().orElseThrow();
      double away = found.coefficients().get(i).value() - exact.coefficients().get(i).value();
      assertThat(Math.abs(away)).isLessThan(2e-3 * error);
      assertThat(found.coefficients().get(i).standardError().orElseThrow())
          .isCloseTo(error, within(2e-4 * error));
    }
  }

  @Test
  void fewerRowsAreNotSampled() {
    assertThat(RowSample.share(RowSample.LEAST_ROWS - 1, 4, 5)).isZero();
    assertThat(RowSample.share(RowSample.LEAST_ROWS, 4, 5)).isEqualTo(1.0 / 64);
    assertThat(RowSample.share(RowSample.LEAST_ROWS, 100, 101)).isEqualTo(32 * 101 / 65536.0);
    assertThat(RowSample.share(1_000_000_000, 100, 101)).isCloseTo((1 << 22) / 1e11, within(1e-12));
    assertThat(RowSample.share(RowSample.LEAST_ROWS, 10_000, 10_001)).isZero();
    // A fit without a sample begins at the base rate, with no slopes.
    List<Round> rounds = new ArrayList<>();
    LogisticTrial.draw(41, 500, 4, 2).fit(OPTIONS, rounds::add);
    List<Round> sampled = new ArrayList<>();
    trial(Storage.FLOAT32, false).fit(OPTIONS, sampled::add);
    assertThat(rounds.get(0).gradientNorm()).isGreaterThan(4 * sampled.get(0).gradientNorm());
  }

  @Test
  void theKernelsDoNotChangeABit() {
    LogisticTrial trial = trial(Storage.FLOAT32, false);
    double[] simd = trial.fit(OPTIONS).fit().point();
    try (Kernels.Use plain = Kernels.use(Kernels.scalar())) {
      assertThat(plain).isNotNull();
      assertThat(trial.fit(OPTIONS).fit().point()).isEqualTo(simd);
    }
  }

  @Test
  void scaledColumnsAndExchangedLabelsKeepTheirBits() {
    LogisticTrial trial = trial(Storage.FLOAT32, false);
    Table t = trial.table();
    double[][] x = new double[ROWS][4];
    double[] y = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      for (int j = 0; j < 4; j++) {
        x[i][j] = Math.scalb(t.x()[i][j], 7 * j - 9);
      }
      y[i] = 1 - t.labels()[i];
    }
    double[] expected = trial.fit(OPTIONS).model().weights()[0];
    double[] actual = trial.with(new Table(x, y, t.weights())).fit(OPTIONS).model().weights()[0];
    for (int j = 0; j < 4; j++) {
      assertThat(actual[j]).isEqualTo(-Math.scalb(expected[j], 9 - 7 * j));
    }
  }

  @Test
  void theSampleKeepsItsShareAndTheMeanOfTheLabels() {
    LogisticTrial trial = trial(Storage.FLOAT64, false);
    List<Block> blocks = new ArrayList<>();
    try (LocalBlockStore store = trial.store()) {
      RowSample.draw(store, 0.25)
          .orElseThrow()
          .aggregate(new Collected.Everything())
          .blocks
          .forEach(blocks::add);
    }
    int rows = blocks.stream().mapToInt(Block::rows).sum();
    assertThat(rows).isBetween(ROWS / 4 - 600, ROWS / 4 + 600); // five deviations
    assertThat(blocks).allMatch(block -> block.id().role() == Role.TRAIN);
    double mean = 0;
    for (Block block : blocks) {
      for (double label : block.labels()) {
        mean += label / rows;
      }
    }
    double all = 0;
    for (double label : trial.table().labels()) {
      all += label / ROWS;
    }
    assertThat(mean).isCloseTo(all, within(0.02));
  }

  /** (x - at)^2 / 2 + (x - at)^4 / 40. */
  private record Bowl(double at, double bend) implements Objective {
    @Override
    public int dimension() {
      return 1;
    }

    @Override
    public Evaluation at(double[] point, boolean wantCurvature) {
      double d = point[0] - at;
      double value = bend * d * d / 2 + d * d * d * d / 40;
      return new Evaluation(
          point,
          value,
          value,
          new double[] {bend * d + d * d * d / 10},
          wantCurvature
              ? Optional.of(new SymmetricMatrix(1, new double[] {bend + 0.3 * d * d}))
              : Optional.empty(),
          OptionalDouble.empty(),
          new HealthTotal(0, 2));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, true", // the sample is right
    "1.5, 2, true",
    "-3, 0.01, true",
    "1e6, 1, false", // led astray: worse than the start
    "1, -1, false" // a sample that has no minimum
  })
  void aBadSampleCostsPassesAndNothingElse(double at, double bend, boolean used) {
    Bowl whole = new Bowl(1, 1);
    double[] start = {-4};
    double startValue = whole.at(start, false).value();
    List<Round> rounds = new ArrayList<>();
    SampledNewton.Result result =
        SampledNewton.minimize(
            whole,
            whole,
            new Bowl(at, bend),
            start,
            startValue,
            new StoppingRule(50, 1e-12),
            rounds::add);
    assertThat(result.fit().reason()).isEqualTo(StopReason.GRADIENT);
    assertThat(result.fit().point()[0]).isCloseTo(1, within(1e-9));
    assertThat(rounds).hasSize(result.fit().rounds());
    if (used) {
      assertThat(rounds.get(0).objective()).isLessThanOrEqualTo(startValue);
    }
  }

  /** Notes where it is evaluated. */
  private record Noted(Objective of, List<String> where) implements Objective {
    @Override
    public int dimension() {
      return of.dimension();
    }

    @Override
    public Evaluation at(double[] point, boolean wantCurvature) {
      where.add(point[0] + (wantCurvature ? " with curvature" : ""));
      return of.at(point, wantCurvature);
    }
  }

  @Test
  void theSampleIsNotEvaluatedAgainForWhatIsKnown() {
    Bowl whole = new Bowl(1, 1);
    List<String> asked = new ArrayList<>();
    Objective sample = new Noted(new Bowl(1.5, 2), asked);
    double[] start = {-4};
    StoppingRule stopping = new StoppingRule(50, 1e-12);
    double value = whole.at(start, false).value();
    Fit fit =
        SampledNewton.minimize(whole, whole, sample, start, value, stopping, RoundListener.none())
            .fit();
    assertThat(fit.reason()).isEqualTo(StopReason.GRADIENT);
    assertThat(asked).hasSizeGreaterThan(5);
    for (int i = 1; i < asked.size(); i++) {
      assertThat(asked.get(i)).isNotEqualTo(asked.get(i - 1));
      assertThat(asked.get(i) + " with curvature").isNotEqualTo(asked.get(i - 1));
    }
  }

  @Test
  void theRoundsAllowedAreNotExceeded() {
    for (int most = 1; most < 5; most++) {
      Fit fit = trial(Storage.FLOAT32, false).fit(LogisticTrial.stopping(OPTIONS, most, 0)).fit();
      assertThat(fit.rounds()).isEqualTo(most);
      assertThat(fit.reason()).isEqualTo(StopReason.MAX_ROUNDS);
    }
  }

  /** All blocks of a set. */
  private record Collected(List<Block> blocks) implements io.ogive.data.Total<Collected> {
    @Override
    public Collected mergeWith(Collected other) {
      List<Block> all = new ArrayList<>(blocks);
      all.addAll(other.blocks);
      return new Collected(all);
    }

    record Everything() implements io.ogive.data.Pass<Collected> {
      @Override
      public Collected over(Shard shard) {
        return new Collected(shard.blocks());
      }
    }
  }
}
