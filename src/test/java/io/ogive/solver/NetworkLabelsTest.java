package io.ogive.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ogive.data.Block;
import io.ogive.data.Column;
import io.ogive.data.Features;
import io.ogive.data.LabelColumn;
import io.ogive.data.LabelMoments;
import io.ogive.data.LocalBlockStore;
import io.ogive.data.Storage;
import io.ogive.health.HealthLevel;
import io.ogive.model.Activation;
import io.ogive.model.NetworkModel;
import io.ogive.model.Output;
import io.ogive.objective.CurveCase;
import io.ogive.reference.TextbookLogistic;
import io.ogive.solver.LogisticOptions.ClassWeights;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Labels that are numbers, or several flags. */
class NetworkLabelsTest {
  private static final int ROWS = 300;
  private static final double[][] X = new double[ROWS][2];
  private static final double[] W = new double[ROWS];

  static {
    Random random = new Random(5);
    for (int i = 0; i < ROWS; i++) {
      X[i][0] = 3 + 2 * random.nextGaussian();
      X[i][1] = random.nextGaussian();
      W[i] = 0.5 + random.nextDouble();
    }
  }

  @ParameterizedTest
  @EnumSource(NetworkOptions.Solver.class)
  void aLinearNetworkOfNumbersIsLeastSquaresInTheNumbersOwnUnits(NetworkOptions.Solver solver) {
    Random random = new Random(6);
    double[] y = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      y[i] = 5e6 + 2e5 * X[i][0] - 1e5 * X[i][1] + 3e4 * random.nextGaussian();
    }
    NetworkModel model = fit(y, LabelColumn.number("price"), options(solver)).model();
    double[] expected = leastSquares(y);
    double[] found = new double[1];
    for (double[] row : X) {
      model.probabilities(row, found);
      double prediction = expected[0] + expected[1] * row[0] + expected[2] * row[1];
      double tolerance = solver == NetworkOptions.Solver.LBFGS ? 1 : 2e4;
      assertThat(found[0]).isCloseTo(prediction, within(tolerance));
    }
    assertThat(model.scores()).isEqualTo(1);
    assertThat(model.network().output()).isEqualTo(Output.LINEAR);
  }

  @Test
  void withoutStandardizingTheUnitsStayAsTheyAre() {
    double[] y = new double[ROWS];
    Arrays.setAll(y, i -> 2 + 0.5 * X[i][0]);
    NetworkOptions raw =
        options(NetworkOptions.Solver.LBFGS).toBuilder().standardize(false).build();
    NetworkModel model = fit(y, LabelColumn.number("y"), raw).model();
    assertThat(model.network().layers().get(0).weights()[0]).isCloseTo(0.5, within(1e-5));
    assertThat(model.network().layers().get(0).bias()[0]).isCloseTo(2, within(1e-5));
  }

  @Test
  void aHiddenLayerBendsTheLine() {
    double[] y = new double[ROWS];
    Arrays.setAll(y, i -> Math.abs(X[i][1]));
    NetworkOptions line = options(NetworkOptions.Solver.LBFGS);
    NetworkOptions bent =
        line.toBuilder().hidden(List.of(new HiddenLayer(8, Activation.TANH))).build();
    double lost = fit(y, LabelColumn.number("y"), line).loss();
    assertThat(fit(y, LabelColumn.number("y"), bent).loss()).isLessThan(lost / 20);
  }

  @Test
  void independentSigmoidsAreOneLogisticRegressionAFlag() {
    Random random = new Random(7);
    int[][] flags = new int[3][ROWS];
    double[] labels = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      for (int k = 0; k < 3; k++) {
        flags[k][i] = X[i][k % 2] - k + random.nextGaussian() > 0 ? 1 : 0;
        labels[i] += flags[k][i] << k;
      }
    }
    LabelColumn column = LabelColumn.flags(List.of("a", "b", "c"));
    NetworkModel model = fit(labels, column, options(NetworkOptions.Solver.LBFGS)).model();
    double[] found = new double[3];
    for (int k = 0; k < 3; k++) {
      TextbookLogistic.Solution alone =
          new TextbookLogistic(X, flags[k], W, 1, true, 0, 0, false).fit(50);
      for (double[] row : X) {
        model.probabilities(row, found);
        assertThat(found[k]).isCloseTo(alone.probabilities(row)[1], within(1e-5));
      }
    }
    // The control: taken for classes 0 .. 7, it is another model.
    assertThat(model.network().outputs()).isEqualTo(3);
  }

  @Test
  void theFirstLossIsThatOfThePriors() {
    double[] labels = new double[ROWS];
    Arrays.setAll(labels, i -> (i % 10 == 0 ? 1 : 0) + (i % 3 == 0 ? 2 : 0));
    LabelColumn column = LabelColumn.flags(List.of("rare", "common"));
    NetworkStart start =
        NetworkStart.of(store(labels), features(column), NetworkOptions.builder().build());
    double[] bias = start.network().layers().get(0).bias();
    LabelMoments moments = LabelMoments.of(store(labels), column);
    for (int k = 0; k < 2; k++) {
      double share = moments.flags()[k];
      assertThat(bias[k]).isCloseTo(Math.log(share / (1 - share)), within(1e-12));
    }
    assertThat(moments.flags()[0]).isCloseTo(0.1, within(0.03));
  }

  @Test
  void momentsOfNumbersKeepTheDigitsOfASmallSpread() {
    double[] y = new double[ROWS];
    Arrays.setAll(y, i -> 1e9 + i % 5);
    LabelMoments moments = LabelMoments.of(store(y), LabelColumn.number("y"));
    double weight = 0;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < ROWS; i++) {
      weight += W[i];
      sum += W[i] * (i % 5);
    }
    for (int i = 0; i < ROWS; i++) {
      squares += W[i] * Math.pow(i % 5 - sum / weight, 2);
    }
    assertThat(moments.mean() - 1e9).isCloseTo(sum / weight, within(1e-6));
    assertThat(moments.deviation()).isCloseTo(Math.sqrt(squares / weight), within(1e-9));
    // The control: the mean of squares less the square of the mean has no digit left.
    assertThat(Math.ulp(1e18)).isGreaterThan(squares / weight);
  }

  @Test
  void whatDoesNotFitTheLabelIsRefused() {
    double[] y = new double[ROWS];
    Arrays.setAll(y, i -> i / 7.0);
    LabelColumn number = LabelColumn.number("y");
    NetworkOptions softmax = NetworkOptions.builder().output(Optional.of(Output.SOFTMAX)).build();
    assertThatThrownBy(() -> fit(y, number, softmax))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("SOFTMAX does not fit label column 'y'")
        .hasMessageContaining("LINEAR");
    NetworkOptions weighted =
        NetworkOptions.builder().classWeights(new ClassWeights(true, Map.of())).build();
    assertThatThrownBy(() -> fit(y, number, weighted))
        .hasMessageContaining("class weights need a label of classes");
  }

  private static NetworkOptions options(NetworkOptions.Solver solver) {
    return NetworkOptions.builder()
        .solver(solver)
        .adam(new NetworkOptions.Adam(2, 32, 0, 0.005, 0.9, 0.999, 1e-8))
        .sgd(new NetworkOptions.Sgd(0.02, 0.9, true))
        .stopping(new StoppingRule(100, 1e-9))
        .build();
  }

  private static NetworkResult fit(double[] labels, LabelColumn label, NetworkOptions options) {
    return NetworkTraining.fit(
        store(labels), features(label), options, HealthLevel.BASIC, RoundListener.none());
  }

  private static LocalBlockStore store(double[] labels) {
    List<Block> blocks = CurveCase.blocks(X, labels, W, 50, Storage.FLOAT64);
    return LocalBlockStore.of(2, false, 0, blocks);
  }

  private static Features features(LabelColumn label) {
    List<Column> columns =
        List.of(
            new Column.Numeric("x0", Column.Missing.ERROR, 0),
            new Column.Numeric("x1", Column.Missing.ERROR, 0));
    return new Features(label, columns, new double[2], Storage.FLOAT64);
  }

  /** Intercept and slopes by the normal equations of the weighted rows, centred. */
  private static double[] leastSquares(double[] y) {
    double weight = Arrays.stream(W).sum();
    double[] mean = new double[3];
    for (int i = 0; i < ROWS; i++) {
      mean[0] += W[i] * X[i][0] / weight;
      mean[1] += W[i] * X[i][1] / weight;
      mean[2] += W[i] * y[i] / weight;
    }
    double a = 0;
    double b = 0;
    double c = 0;
    double p = 0;
    double q = 0;
    for (int i = 0; i < ROWS; i++) {
      double u = X[i][0] - mean[0];
      double v = X[i][1] - mean[1];
      a += W[i] * u * u;
      b += W[i] * u * v;
      c += W[i] * v * v;
      p += W[i] * u * (y[i] - mean[2]);
      q += W[i] * v * (y[i] - mean[2]);
    }
    double s0 = (p * c - q * b) / (a * c - b * b);
    double s1 = (q * a - p * b) / (a * c - b * b);
    return new double[] {mean[2] - s0 * mean[0] - s1 * mean[1], s0, s1};
  }
}
