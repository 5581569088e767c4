package io.ogive.objective;

import io.ogive.data.Block;
import io.ogive.data.BlockBuilder;
import io.ogive.data.Role;
import io.ogive.data.Storage;
import io.ogive.model.Activation;
import io.ogive.model.Layer;
import io.ogive.model.Loss;
import io.ogive.model.Network;
import io.ogive.model.Output;
import io.ogive.reference.TextbookNetwork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A random network of any activations, output and loss, with rows for it. */
public record CurveCase(Network network, Loss loss, double[][] x, double[] labels, double[] w) {

  /** The n-th case: outputs and losses take turns, the rest is drawn. */
  static CurveCase of(int n, int rows, boolean normalized) {
    for (int attempt = 0; ; attempt++) {
      Random random = new Random(1000L * attempt + n);
      CurveCase drawn = draw(n, rows, normalized, random);
      // Central differences say nothing across the kink of a relu.
      if (normalized || drawn.isOffKinks()) {
        return drawn;
      }
    }
  }

  private static CurveCase draw(int n, int rows, boolean normalized, Random random) {
    Output output = List.of(Output.values()).get(n % 4);
    Loss loss = output == Output.LINEAR || n / 4 % 2 == 1 ? Loss.SQUARED_ERROR : Loss.CROSS_ENTROPY;
    int inputs = 1 + random.nextInt(6);
    int outputs = output == Output.SIGMOID || output == Output.LINEAR ? 1 : 2 + random.nextInt(3);
    List<Layer> layers = new ArrayList<>();
    int width = inputs;
    int hidden = (normalized ? 1 : 0) + random.nextInt(3);
    for (int l = 0; l < hidden; l++) {
      int units = 1 + random.nextInt(7);
      Activation activation = List.of(Activation.values()).get(random.nextInt(4));
      layers.add(layer(random, width, units, activation, normalized && random.nextInt(4) > 0));
      width = units;
    }
    layers.add(layer(random, width, outputs, Activation.IDENTITY, false));
    double[][] x = new double[rows][inputs];
    double[] labels = new double[rows];
    double[] w = new double[rows];
    for (int i = 0; i < rows; i++) {
      Arrays.setAll(x[i], j -> (float) random.nextGaussian());
      labels[i] =
          switch (output) {
            case SOFTMAX -> random.nextInt(outputs);
            case SIGMOID -> random.nextInt(2);
            case SIGMOIDS -> random.nextInt(1 << outputs);
            case LINEAR -> random.nextGaussian();
          };
      w[i] = 0.25 + 2 * random.nextDouble();
    }
    return new CurveCase(new Network(layers, output), loss, x, labels, w);
  }

  private static Layer layer(
      Random random, int inputs, int outputs, Activation activation, boolean normalized) {
    double[] weights = random.doubles((long) inputs * outputs).map(d -> 3 * d - 1.5).toArray();
    double[] bias = random.doubles(outputs).map(d -> 3 * d - 1.5).toArray();
    double[] gain = random.doubles(normalized ? outputs : 0).map(d -> 0.5 + d).toArray();
    return new Layer(inputs, outputs, activation, weights, bias, gain);
  }

  private boolean isOffKinks() {
    TextbookNetwork textbook = textbook();
    for (double[] row : x) {
      double[][] z = textbook.forward(row).z();
      for (int l = 0; l < z.length; l++) {
        if (network.layers().get(l).activation() == Activation.RELU
            && Arrays.stream(z[l]).anyMatch(v -> Math.abs(v) < 1e-3)) {
          return false;
        }
      }
    }
    return true;
  }

  TextbookNetwork textbook() {
    return TextbookNetwork.of(network, loss);
  }

  /** Inputs, weights and labels as they are. */
  NetworkInput input() {
    double[] scale = new double[x[0].length];
    Arrays.fill(scale, 1);
    return new NetworkInput(new double[scale.length], scale, new double[] {1});
  }

  /** All rows as blocks of one source. */
  List<Block> blocks(int blockRows, Storage storage) {
    return blocks(x, labels, w, blockRows, storage);
  }

  /** Rows as blocks of one source. */
  public static List<Block> blocks(
      double[][] x, double[] labels, double[] w, int blockRows, Storage storage) {
    List<Block> blocks = new ArrayList<>();
    int columns = x[0].length;
    BlockBuilder builder =
        new BlockBuilder(
                0, Role.TRAIN, columns, false, storage, blockRows, new double[columns], blocks::add)
            .withoutClasses();
    for (int i = 0; i < x.length; i++) {
      builder.startRow(labels[i], w[i]);
      for (int j = 0; j < columns; j++) {
        if (x[i][j] != 0) {
          builder.put(j, x[i][j]);
        }
      }
      builder.endRow();
    }
    builder.finish();
    return blocks;
  }

  @Override
  public String toString() {
    return "%s, %s, layers %s"
        .formatted(
            network.output(),
            loss,
            network.layers().stream()
                .map(
                    l ->
                        "%d %s%s"
                            .formatted(
                                l.outputs(), l.activation(), l.isNormalized() ? " normalized" : ""))
                .toList());
  }
}
