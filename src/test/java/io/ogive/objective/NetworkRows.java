package io.ogive.objective;

import io.ogive.data.Block;
import io.ogive.data.BlockBuilder;
import io.ogive.data.BlockId;
import io.ogive.data.BlockSet;
import io.ogive.data.Column;
import io.ogive.data.Features;
import io.ogive.data.LabelColumn;
import io.ogive.data.LocalBlockStore;
import io.ogive.data.Pass;
import io.ogive.data.Role;
import io.ogive.data.Shard;
import io.ogive.data.Storage;
import io.ogive.data.Total;
import io.ogive.model.Activation;
import io.ogive.model.Layer;
import io.ogive.model.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Rows that stand in the open, with the ways to lay them into blocks. */
public record NetworkRows(double[][] x, int[] y, double[] w, int classes) {

  /** Draws rows; weights are 1, or mixed. */
  public static NetworkRows draw(long seed, int rows, int columns, int classes, boolean weighted) {
    Random random = new Random(seed);
    double[][] x = new double[rows][columns];
    int[] y = new int[rows];
    double[] w = new double[rows];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        x[i][j] = random.nextGaussian() + 0.3 * j;
      }
      y[i] = i < classes ? i : random.nextInt(classes);
      w[i] = weighted ? 0.25 + 2 * random.nextDouble() : 1;
    }
    return new NetworkRows(x, y, w, classes);
  }

  /** The labels as blocks hold them. */
  public double[] labels() {
    return Arrays.stream(y).asDoubleStream().toArray();
  }

  /** Training blocks, and for each the rows that it holds. */
  public record Laid(List<Block> blocks, Map<BlockId, int[]> rows) {}

  /** Deals rows to sources in turn and cuts each source's into blocks. */
  public Laid lay(int sources, int blockRows, Storage storage) {
    return lay(IntStream.range(0, x.length).map(i -> i % sources).toArray(), blockRows, storage);
  }

  /** Cuts the rows of each source into blocks. */
  public Laid lay(int[] sourceOf, int blockRows, Storage storage) {
    List<Block> blocks = new ArrayList<>();
    Map<BlockId, int[]> rows = new TreeMap<>();
    for (int s = 0; s <= Arrays.stream(sourceOf).max().orElse(0); s++) {
      int source = s;
      int[] mine = IntStream.range(0, x.length).filter(i -> sourceOf[i] == source).toArray();
      blocks.addAll(blocks(mine, source, Role.TRAIN, blockRows, storage));
      for (int from = 0; from < mine.length; from += blockRows) {
        int to = Math.min(mine.length, from + blockRows);
        rows.put(new BlockId(s, Role.TRAIN, from / blockRows), Arrays.copyOfRange(mine, from, to));
      }
    }
    return new Laid(blocks, rows);
  }

  /** Some rows as blocks of one source and role. */
  public List<Block> blocks(int[] rows, int source, Role role, int blockRows, Storage storage) {
    List<Block> blocks = new ArrayList<>();
    int columns = x[0].length;
    BlockBuilder builder =
        new BlockBuilder(
            source, role, columns, false, storage, blockRows, new double[columns], blocks::add);
    for (int i : rows) {
      builder.startRow(y[i], w[i]);
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

  public LocalBlockStore store(List<Block> blocks) {
    return LocalBlockStore.of(x[0].length, false, classes, blocks);
  }

  public Features features(Storage storage) {
    List<Column> columns = new ArrayList<>();
    for (int j = 0; j < x[0].length; j++) {
      columns.add(new Column.Numeric("x" + j, Column.Missing.ERROR, 0));
    }
    List<String> labels = IntStream.range(0, classes).mapToObj(Integer::toString).toList();
    return new Features(new LabelColumn("y", labels), columns, new double[x[0].length], storage);
  }

  /** Inputs as they are, weights as they are. */
  public NetworkInput plainInput() {
    double[] scale = new double[x[0].length];
    double[] factors = new double[classes];
    Arrays.fill(scale, 1);
    Arrays.fill(factors, 1);
    return new NetworkInput(new double[scale.length], scale, factors);
  }

  /** A random network; one output for two classes. */
  public Network network(Random random, double size, int... hidden) {
    List<Layer> layers = new ArrayList<>();
    int width = x[0].length;
    for (int units : hidden) {
      layers.add(layer(random, size, width, units, Activation.SIGMOID));
      width = units;
    }
    int outputs = classes == 2 ? 1 : classes;
    layers.add(layer(random, size, width, outputs, Activation.IDENTITY));
    return new Network(layers);
  }

  private static Layer layer(
      Random random, double size, int inputs, int outputs, Activation activation) {
    double[] weights =
        random.doubles((long) inputs * outputs).map(d -> size * (2 * d - 1)).toArray();
    double[] bias = random.doubles(outputs).map(d -> size * (2 * d - 1)).toArray();
    return new Layer(inputs, outputs, activation, weights, bias);
  }

  /** A block set of given shards, passed over in the order of the list. */
  public record Shards(List<Shard> shards) implements BlockSet {
    @Override
    public <T extends Total<T>> T aggregate(Pass<T> pass) {
      return shards.stream().map(pass::over).reduce(Total::mergeWith).orElseThrow();
    }
  }
}
