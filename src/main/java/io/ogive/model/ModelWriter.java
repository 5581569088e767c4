package io.ogive.model;

import io.ogive.data.Column;
import io.ogive.data.Features;
import io.ogive.data.LabelColumn.Kind;
import io.ogive.data.Storage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes {@link ModelFile}; {@link ModelReader} is its mirror. */
final class ModelWriter {
  /** Room for texts; numbers, of which there may be millions, are counted. */
  private static final int TEXTS = 1 << 16;

  private static final int CHUNK = 1024;

  private int format = ModelFile.FIRST;
  private final Bytes bytes;
  private final DataOutputStream out;

  private ModelWriter(int expected) {
    bytes = new Bytes(expected);
    out = new DataOutputStream(bytes);
  }

  /** A writer of this model alone. */
  static byte[] bytes(Model model) {
    long numbers = model.features().width();
    if (model instanceof LogisticModel logistic) {
      numbers += (long) logistic.weights().length * numbers;
    }
    long expected = Math.min(numbers * Double.BYTES + TEXTS, Integer.MAX_VALUE - 8);
    return new ModelWriter((int) expected).write(model);
  }

  private byte[] write(Model model) {
    try {
      format = isOfFirst(model) ? ModelFile.FIRST : ModelFile.SECOND;
      out.write(ModelFile.MAGIC);
      out.writeInt(format);
      out.writeByte(model instanceof LogisticModel ? 1 : 2);
      features(model.features());
      if (model instanceof LogisticModel logistic) {
        logistic(logistic);
      } else if (model instanceof NetworkModel network) {
        network(network);
      }
      out.writeLong(ModelFile.hash(format, bytes.written(), bytes.size()));
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether format 1 can hold a model. */
  static boolean isOfFirst(Model model) {
    if (model.features().label().kind() != Kind.CLASS) {
      return false;
    }
    if (model instanceof NetworkModel of) {
      Network network = of.network();
      return network.output() == Output.ofClasses(network.outputs())
          && network.layers().stream()
              .map(Layer::activation)
              .allMatch(a -> a == Activation.SIGMOID || a == Activation.IDENTITY);
    }
    return true;
  }

  private void features(Features features) throws IOException {
    if (format != ModelFile.FIRST) {
      out.writeByte(
          switch (features.label().kind()) {
            case CLASS -> 1;
            case FLAGS -> 2;
            case NUMBER -> 3;
          });
    }
    text(features.label().name());
    texts(features.label().classes());
    out.writeInt(features.columns().size());
    for (Column column : features.columns()) {
      column(column);
    }
    out.writeInt(features.shift().length);
    doubles("shift", features.shift());
    out.writeByte(features.storage() == Storage.FLOAT32 ? 1 : 2);
  }

  private void column(Column column) throws IOException {
    if (column instanceof Column.Numeric numeric) {
      out.writeByte(1);
      text(numeric.name());
      out.writeByte(code(numeric.missing()));
      doubles("fill of " + numeric.name(), new double[] {numeric.fill()});
    } else if (column instanceof Column.Levels levels) {
      out.writeByte(2);
      text(levels.name());
      texts(levels.levels());
      out.writeByte(levels.hasBase() ? 1 : 0);
      out.writeByte(code(levels.missing()));
      out.writeByte(code(levels.unseen()));
    } else if (column instanceof Column.Vector vector) {
      out.writeByte(3);
      text(vector.name());
      out.writeInt(vector.width());
    }
  }

  private static int code(Column.Missing missing) {
    return switch (missing) {
      case ERROR -> 1;
      case DROP -> 2;
      case MEAN -> 3;
      case FILL -> 4;
    };
  }

  private static int code(Column.Unseen unseen) {
    return switch (unseen) {
      case ERROR -> 1;
      case OTHER -> 2;
      case ZERO -> 3;
    };
  }

  private void logistic(LogisticModel model) throws IOException {
    out.writeInt(model.weights().length);
    for (double[] row : model.weights()) {
      doubles("coefficients", row);
    }
    doubles("intercepts", model.intercepts());
  }

  private void network(NetworkModel model) throws IOException {
    doubles("centers", model.center());
    doubles("scales", model.scale());
    out.writeInt(model.network().layers().size());
    for (Layer layer : model.network().layers()) {
      out.writeInt(layer.inputs());
      out.writeInt(layer.outputs());
      out.writeByte(
          switch (layer.activation()) {
            case SIGMOID -> 1;
            case IDENTITY -> 2;
            case TANH -> 3;
            case RELU -> 4;
          });
      doubles("weights", layer.weights());
      doubles("biases", layer.bias());
    }
    if (format != ModelFile.FIRST) {
      out.writeByte(
          switch (model.network().output()) {
            case SOFTMAX -> 1;
            case SIGMOID -> 2;
            case SIGMOIDS -> 3;
            case LINEAR -> 4;
          });
    }
  }

  private void texts(List<String> texts) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      text(text);
    }
  }

  private void text(String text) throws IOException {
    try {
      ByteBuffer utf8 = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      out.writeInt(utf8.remaining());
      out.write(utf8.array(), utf8.arrayOffset(), utf8.remaining());
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "'%s' is not valid Unicode; rename it in the input".formatted(text), e);
    }
  }

  private void doubles(String what, double[] values) throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK * Double.BYTES);
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i]) || Double.isInfinite(values[i])) {
        throw new IllegalArgumentException(
            "%s of a model must be finite, one is %s; the training has diverged"
                .formatted(what, values[i]));
      }
      chunk.putDouble(values[i]);
      if (!chunk.hasRemaining() || i == values.length - 1) {
        out.write(chunk.array(), 0, chunk.position());
        chunk.clear();
      }
    }
  }

  private static final class Bytes extends ByteArrayOutputStream {
    Bytes(int expected) {
      super(expected);
    }

    /** What holds the bytes, not copied: longer than they are. */
    byte[] written() {
      return buf;
    }
  }
}
