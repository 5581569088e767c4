package io.ogive.model;

import io.ogive.data.Column;
import io.ogive.data.Column.Missing;
import io.ogive.data.Column.Unseen;
import io.ogive.data.Features;
import io.ogive.data.LabelColumn;
import io.ogive.data.LabelColumn.Kind;
import io.ogive.data.Storage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads {@link ModelFile}; {@link ModelWriter} is its mirror. */
final class ModelReader {
  private final byte[] file;
  private final FileCursor in;
  private int format;

  ModelReader(byte[] file) {
    this.file = file;
    this.in = new FileCursor(file, Math.max(0, file.length - Long.BYTES));
  }

  Model read() {
    header();
    boolean logistic = in.choice("kind of model", true, false);
    Features features = features();
    Model model = logistic ? logistic(features) : network(features);
    if (in.remaining() > 0) {
      throw new ModelFileException(
          in.remaining() + " bytes follow the end of the model", in.offset());
    }
    if (format != ModelFile.FIRST && ModelWriter.isOfFirst(model)) {
      throw new ModelFileException(
          "format %d holds what is written in format 1".formatted(format), in.offset());
    }
    return model;
  }

  private void header() {
    int magic = ModelFile.MAGIC.length;
    if (file.length < magic || !Arrays.equals(file, 0, magic, ModelFile.MAGIC, 0, magic)) {
      throw new ModelFileException("it does not begin with OGIVEMDL", 0, "give a model.ogive");
    }
    for (int i = 0; i < magic; i++) {
      in.readByte("magic");
    }
    format = in.readInt("format");
    if (format != ModelFile.FIRST && format != ModelFile.SECOND) {
      throw new ModelFileException(
          "format %d is not known, only 1 and 2 are".formatted(format),
          magic,
          "read it with the version of Ogive that wrote it");
    }
    int end = file.length - Long.BYTES;
    if (new FileCursor(Arrays.copyOfRange(file, end, file.length), Long.BYTES).readLong("hash")
        != ModelFile.hash(format, file, end)) {
      throw new ModelFileException("its bytes do not have the hash that ends it", end);
    }
  }

  private Features features() {
    Kind kind =
        format == ModelFile.FIRST
            ? Kind.CLASS
            : in.choice("kind of label", Kind.CLASS, Kind.FLAGS, Kind.NUMBER);
    String label = in.text("label");
    List<String> classes = in.texts("classes");
    LabelColumn labelColumn = in.built(() -> new LabelColumn(kind, label, classes));
    int count = in.length("columns", 1 + Integer.BYTES);
    List<Column> columns = new ArrayList<>(count);
    for (int c = 0; c < count; c++) {
      columns.add(column());
    }
    double[] shift = in.doubles("shift", in.readInt("shift"));
    Storage storage = in.choice("storage", Storage.FLOAT32, Storage.FLOAT64);
    return in.built(() -> new Features(labelColumn, columns, shift, storage));
  }

  private Column column() {
    int kind = in.choice("kind of column", 1, 2, 3);
    String name = in.text("column");
    if (kind == 1) {
      Missing missing = missing(name);
      double fill = in.doubles("fill of " + name, 1)[0];
      return in.built(() -> new Column.Numeric(name, missing, fill));
    }
    if (kind == 2) {
      List<String> levels = in.texts("levels of " + name);
      int base = in.readByte("base of " + name);
      if (base < 0 || base > 1) {
        throw new ModelFileException("base of %s is %d".formatted(name, base), in.offset() - 1);
      }
      Missing missing = missing(name);
      Unseen unseen = in.choice("unseen of " + name, Unseen.ERROR, Unseen.OTHER, Unseen.ZERO);
      return in.built(() -> new Column.Levels(name, levels, base == 1, missing, unseen));
    }
    int width = in.readInt("width of " + name);
    return in.built(() -> new Column.Vector(name, width));
  }

  private Missing missing(String column) {
    return in.choice(
        "missing of " + column, Missing.ERROR, Missing.DROP, Missing.MEAN, Missing.FILL);
  }

  private LogisticModel logistic(Features features) {
    int rows = in.length("coefficients", Double.BYTES);
    double[][] weights = new double[rows][];
    for (int k = 0; k < rows; k++) {
      weights[k] = in.doubles("coefficients", features.width());
    }
    double[] intercepts = in.doubles("intercepts", rows);
    return in.built(() -> new LogisticModel(features, weights, intercepts));
  }

  private NetworkModel network(Features features) {
    double[] center = in.doubles("centers", features.width());
    double[] scale = in.doubles("scales", features.width());
    int count = in.length("layers", 2 * Integer.BYTES + 1);
    List<Layer> layers = new ArrayList<>(count);
    for (int l = 0; l < count; l++) {
      layers.add(layer());
    }
    Network network = in.built(() -> network(layers));
    return in.built(() -> new NetworkModel(features, center, scale, network));
  }

  private Network network(List<Layer> layers) {
    return format == ModelFile.FIRST
        ? new Network(layers)
        : new Network(
            layers,
            in.choice("output", Output.SOFTMAX, Output.SIGMOID, Output.SIGMOIDS, Output.LINEAR));
  }

  private Activation activation() {
    return format == ModelFile.FIRST
        ? in.choice("activation", Activation.SIGMOID, Activation.IDENTITY)
        : in.choice(
            "activation",
            Activation.SIGMOID,
            Activation.IDENTITY,
            Activation.TANH,
            Activation.RELU);
  }

  private Layer layer() {
    int inputs = in.readInt("inputs of a layer");
    int outputs = in.readInt("outputs of a layer");
    Activation activation = activation();
    if (inputs < 1 || outputs < 1) {
      throw new ModelFileException(
          "a layer of %d inputs and %d outputs".formatted(inputs, outputs), in.offset());
    }
    double[] weights = in.doubles("weights", (long) inputs * outputs);
    double[] bias = in.doubles("biases", outputs);
    return in.built(() -> new Layer(inputs, outputs, activation, weights, bias));
  }
}
