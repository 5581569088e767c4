package io.ogive.model;

import io.ogive.data.Column;
import io.ogive.data.Column.Missing;
import io.ogive.data.Column.Unseen;
import io.ogive.data.Features;
import io.ogive.data.LabelColumn;
import io.ogive.data.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The models of the golden files; never change them, add others. */
final class GoldenModels {
  private GoldenModels() {}

  /** Every kind of column; shifted; float64. */
  static LogisticModel binary() {
    Features features =
        new Features(
            new LabelColumn("churn", List.of("No", "Yes")),
            List.of(
                new Column.Numeric("tenure", Missing.MEAN, 32.5),
                new Column.Levels(
                    "contract",
                    List.of("Month-to-month", "One year", "Two year"),
                    true,
                    Missing.ERROR,
                    Unseen.OTHER),
                new Column.Vector("pixels", 2),
                new Column.Numeric("charge", Missing.ERROR, 0)),
            new double[] {30, 0, 0, 0, 0, 0, 0, 64.5},
            Storage.FLOAT64);
    return new LogisticModel(
        features,
        new double[][] {{-0.03, 0.2, -0.7, -1.4, 0.05, 0.5, -0.25, 0.01}},
        new double[] {-0.4});
  }

  /** Names beyond ASCII; no shift; float32. */
  static LogisticModel multinomial() {
    Features features =
        new Features(
            new LabelColumn("Spezies \uD83C\uDF37", List.of("a", "b", "\u00FC")),
            List.of(
                new Column.Vector("petals", 2),
                new Column.Levels(
                    "\u5730", List.of("(missing)", "n", "s"), false, Missing.MEAN, Unseen.ZERO)),
            new double[5],
            Storage.FLOAT32);
    return new LogisticModel(
        features,
        new double[][] {
          {0.5, -1.25, 0.1, 0.2, 0.3}, {-0.75, 2, 0, 0.1, -0.6}, {0.1, 0.3, -0.2, -0.4, 1e-9}
        },
        new double[] {0.25, -0.5, 0.125});
  }

  /** Two hidden layers; shifted; float32. */
  static NetworkModel network() {
    Features features =
        new Features(
            new LabelColumn("y", List.of("0", "1")),
            List.of(
                new Column.Numeric("far", Missing.DROP, 0),
                new Column.Numeric("near", Missing.DROP, 0)),
            new double[] {1e9, 0},
            Storage.FLOAT32);
    Network network =
        new Network(
            List.of(
                new Layer(
                    2,
                    3,
                    Activation.SIGMOID,
                    new double[] {0.5, -1, 0.25, 1.5, 0.75, -2},
                    new double[] {0.1, 0.2, -0.3}),
                new Layer(
                    3,
                    2,
                    Activation.SIGMOID,
                    new double[] {1, -1, 0.5, 2, -0.125, 3},
                    new double[] {-0.5, 0.4}),
                new Layer(
                    2, 1, Activation.IDENTITY, new double[] {2.5, -1.75}, new double[] {0.05})));
    return new NetworkModel(features, new double[] {0.5, 2}, new double[] {1.25, 0.4}, network);
  }

  /** Format 2: three flags, tanh and relu. */
  static NetworkModel flags() {
    Network network =
        new Network(
            List.of(
                new Layer(
                    2,
                    2,
                    Activation.TANH,
                    new double[] {0.5, -1, 0.25, 1.5},
                    new double[] {0.1, 0.2}),
                new Layer(
                    2, 2, Activation.RELU, new double[] {1, -1, 0.5, 2}, new double[] {0.5, 0.4}),
                new Layer(
                    2,
                    3,
                    Activation.IDENTITY,
                    new double[] {2.5, -1.75, 1, 0.25, 0.5, -3},
                    new double[] {0.05, -0.5, 1})),
            Output.SIGMOIDS);
    return new NetworkModel(
        numbers(LabelColumn.flags(List.of("red", "round", "ripe"))),
        new double[] {0.5, 2},
        new double[] {1.25, 0.4},
        network);
  }

  /** Format 2: a number. */
  static NetworkModel number() {
    Network network =
        new Network(
            List.of(
                new Layer(
                    2,
                    2,
                    Activation.SIGMOID,
                    new double[] {0.5, -1, 0.25, 1.5},
                    new double[] {0.1, 0.2}),
                new Layer(2, 1, Activation.IDENTITY, new double[] {250, -175}, new double[] {40})),
            Output.LINEAR);
    return new NetworkModel(
        numbers(LabelColumn.number("price")),
        new double[] {0.5, 2},
        new double[] {1.25, 0.4},
        network);
  }

  private static Features numbers(LabelColumn label) {
    return new Features(
        label,
        List.of(
            new Column.Numeric("a", Missing.ERROR, 0), new Column.Numeric("b", Missing.ERROR, 0)),
        new double[2],
        Storage.FLOAT32);
  }

  /** The file that stands for a model since its format was new. */
  static byte[] file(String name) {
    int format = name.equals("flags") || name.equals("number") ? 2 : 1;
    String file = "/golden/format%d-%s.ogive".formatted(format, name);
    try (InputStream in = GoldenModels.class.getResourceAsStream(file)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
