package io.ogive.model;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that is no model, or not the one that was written, is refused and says why. */
class BrokenModelFileTest {
  @ParameterizedTest
  @ValueSource(strings = {"binary", "multinomial", "network", "flags", "number"})
  void anyFlippedBitIsFound(String name) {
    byte[] bytes = GoldenModels.file(name);
    for (int bit = 0; bit < 8 * bytes.length; bit++) {
      byte[] flipped = bytes.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertThatThrownBy(() -> ModelFile.read(flipped))
          .as("bit %d", bit)
          .isInstanceOf(ModelFileException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"binary", "multinomial", "network", "flags", "number"})
  void aCutOrLengthenedFileIsFound(String name) {
    byte[] bytes = GoldenModels.file(name);
    for (int length = 0; length < bytes.length + 20; length++) {
      if (length != bytes.length) {
        byte[] cut = Arrays.copyOf(bytes, length);
        assertThatThrownBy(() -> ModelFile.read(cut))
            .as("length %d", length)
            .isInstanceOf(ModelFileException.class);
        if (length >= 12 + Long.BYTES) {
          assertThatThrownBy(() -> ModelFile.read(MutatedFilesTest.rehashed(cut)))
              .as("length %d, hash made anew", length)
              .isInstanceOf(ModelFileException.class);
        }
      }
    }
  }

  static Stream<Arguments> violations() {
    double nan = Double.NaN;
    double infinity = Double.NEGATIVE_INFINITY;
    return Stream.of(
        violation("binary", text("Two year"), text("A   year"), "must ascend"),
        violation("multinomial", text("b"), text("a"), "has a class twice"),
        violation("binary", texts("No", "Yes"), new byte[0], "classes"),
        violation("binary", text("pixels", 2), text("pixels", 3), "9 slots need as many shifts"),
        violation("binary", text("pixels", 2), text("pixels", 0), "need elements"),
        violation("binary", text("pixels", 2), text("pixels", -1), "need elements"),
        violation(
            "binary",
            text("pixels", 2),
            text("pixels", Integer.MAX_VALUE),
            "2147483653 slots need as many shifts"),
        violation("binary", number(32.5), number(nan), "fill of tenure: element 0 is NaN"),
        violation("binary", number(64.5), number(infinity), "shift: element 7 is -Infinity"),
        violation("binary", number(-1.4), number(nan), "coefficients: element 3 is NaN"),
        violation("binary", number(-0.4), number(infinity), "intercepts: element 0 is -Inf"),
        violation("network", number(1.25), number(nan), "scales: element 0 is NaN"),
        violation("network", number(-0.125), number(nan), "weights: element 4 is NaN"),
        violation("network", number(0.05), number(nan), "biases: element 0 is NaN"),
        violation("network", layer(3, 2, 1), layer(1, 4, 1), "layer 1 takes 1 inputs, layer 0"),
        violation("network", layer(2, 1, 2), layer(2, 1, 1), "must exist and be affine"),
        violation("network", layer(2, 1, 2), layer(2, 1, 3), "there is no kind 3"),
        violation("network", ints(2, 3), ints(0, 3), "a layer of 0 inputs"),
        violation("flags", layer(2, 2, 3), layer(2, 2, 5), "there is no kind 5"),
        violation("flags", texts("red", "round"), new byte[0], "classes"),
        violation("number", layer(2, 1, 2), layer(2, 1, 4), "must exist and be affine"),
        violation("network", ints(2, 3), ints(65536, 65536), "weights: 4294967296 of 8 bytes"),
        violation(
            "network",
            ints(2, 3),
            ints(Integer.MAX_VALUE, Integer.MAX_VALUE),
            "weights: 4611686014132420609 of 8 bytes"));
  }

  @ParameterizedTest
  @MethodSource("violations")
  void whatNoModelCanBeIsRefused(String name, byte[] from, byte[] to, String problem) {
    byte[] changed = MutatedFilesTest.rehashed(replaced(GoldenModels.file(name), from, to));
    assertThatThrownBy(() -> ModelFile.read(changed))
        .isInstanceOf(ModelFileException.class)
        .hasMessageContaining(problem)
        .hasMessageMatching("(?s)model file, byte \\d+: .*; take the file .* again, or train anew");
  }

  @Test
  void anotherFileAndANewerFormatAreToldApart() {
    assertThatThrownBy(
            () -> ModelFile.read("PK\3\4 a zip, not a model".getBytes(StandardCharsets.US_ASCII)))
        .hasMessageContaining("byte 0: it does not begin with OGIVEMDL; give a model.ogive");
    byte[] newer = GoldenModels.file("binary");
    newer[11] = 3;
    assertThatThrownBy(() -> ModelFile.read(newer))
        .hasMessageContaining("byte 8: format 3 is not known, only 1 and 2 are; read it with");
  }

  @Test
  void invalidUtf8IsRefused() {
    byte[] from = "petals".getBytes(StandardCharsets.UTF_8);
    byte[] to = from.clone();
    to[2] = (byte) 0xC0;
    byte[] changed =
        MutatedFilesTest.rehashed(replaced(GoldenModels.file("multinomial"), from, to));
    assertThatThrownBy(() -> ModelFile.read(changed)).hasMessageContaining("not valid UTF-8");
  }

  private static Arguments violation(String name, byte[] from, byte[] to, String problem) {
    return Arguments.of(name, from, to, problem);
  }

  private static byte[] text(String text, int... then) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return concat(concat(ints(utf8.length), utf8), ints(then));
  }

  private static byte[] texts(String first, String second) {
    return concat(text(first), text(second));
  }

  private static byte[] number(double value) {
    return ByteBuffer.allocate(Double.BYTES).putDouble(value).array();
  }

  private static byte[] ints(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * values.length);
    Arrays.stream(values).forEach(bytes::putInt);
    return bytes.array();
  }

  private static byte[] layer(int inputs, int outputs, int activation) {
    return concat(ints(inputs, outputs), new byte[] {(byte) activation});
  }

  private static byte[] concat(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  private static byte[] replaced(byte[] file, byte[] from, byte[] to) {
    for (int at = 0; at + from.length <= file.length; at++) {
      if (Arrays.equals(file, at, at + from.length, from, 0, from.length)) {
        byte[] rest = Arrays.copyOfRange(file, at + from.length, file.length);
        return concat(concat(Arrays.copyOf(file, at), to), rest);
      }
    }
    throw new AssertionError("not in the file: " + Arrays.toString(from));
  }
}
