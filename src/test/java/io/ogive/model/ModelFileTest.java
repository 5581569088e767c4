package io.ogive.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ogive.data.Features;
import io.ogive.data.LabelColumn;
import io.ogive.testing.RawValues;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFileTest {
  /** A row and the probabilities it must have for ever, from 50-digit arithmetic. */
  record Scored(RawValues row, double... probabilities) {}

  static Stream<Arguments> goldenFiles() {
    return Stream.of(
        Arguments.of(
            "binary",
            "30b5457079f54f79f05a7c54264622116054fb88623fe25e59b0ecdc82f33710",
            List.of(
                new Scored(
                    new RawValues(12.0, "Two year", new double[] {0.5, 2}, 70.25),
                    0.8103828882612089,
                    0.18961711173879112),
                new Scored(
                    new RawValues(null, "Weekly", new double[2], 64.5),
                    0.5560138905446199,
                    0.4439861094553801))),
        Arguments.of(
            "multinomial",
            "ef1838dfabcacd0175c3198636afcdd72352d2a66e17a314e9f1bf4d2a174f0b",
            List.of(
                new Scored(
                    new RawValues(new double[] {0.3, -2}, "s"),
                    0.9743551151670858,
                    1.9335562228387136e-4,
                    0.025451529210630333),
                new Scored(
                    new RawValues(new double[] {0, 1e-3}, null),
                    0.47994082420984774,
                    0.20580164438154736,
                    0.3142575314086049),
                new Scored(
                    new RawValues(new double[] {7.5, 0}, "not seen"),
                    0.9578755097418228,
                    3.837756716323072e-5,
                    0.04208611269101401))),
        Arguments.of(
            "network",
            "7dbe2db5c0c2d17c56ee8f002f3120829fafe516927a985c60d7eb261e08ac88",
            List.of(
                new Scored(new RawValues(1e9 + 1.5, 0.1), 0.6049466443095339, 0.3950533556904661),
                new Scored(new RawValues(1e9 - 2, 40.0), 0.38371137325674515, 0.6162886267432549))),
        Arguments.of(
            "flags",
            "7768461693f14ef945498625092523d566ccbddd5d3ec9eb780930ccb20c3646",
            List.of(
                new Scored(
                    new RawValues(1.5, -0.25),
                    0.7730649685754035,
                    0.2103213444594361,
                    0.8130998996493086),
                new Scored(
                    new RawValues(-2.0, 3.0),
                    0.7641287547948531,
                    0.7156710481387598,
                    0.0001659594762537794))),
        Arguments.of(
            "number",
            "eec42659e01503059c89b9c701be567ebb33a1552387346c583cd67eb270acfa",
            List.of(
                new Scored(new RawValues(1.5, -0.25), 181.05961091402722),
                new Scored(new RawValues(-2.0, 3.0), -80.65344036705993))));
  }

  @ParameterizedTest
  @MethodSource("goldenFiles")
  void goldenFilesLoadForEver(String name, String sha256, List<Scored> rows) {
    byte[] bytes = golden(name);
    assertThat(ModelFile.sha256(bytes)).isEqualTo(sha256);
    Model model = ModelFile.read(bytes);
    Scorer scorer = new Scorer(model);
    for (Scored row : rows) {
      double[] out = new double[model.scores()];
      assertThat(scorer.score(row.row(), out)).isTrue();
      for (int k = 0; k < out.length; k++) {
        assertThat(out[k] / row.probabilities()[k]).isCloseTo(1, within(2e-15));
      }
    }
    assertThat(ModelFile.write(model)).isEqualTo(bytes);
  }

  static Stream<Arguments> models() {
    return Stream.of(
        Arguments.of("binary", GoldenModels.binary()),
        Arguments.of("multinomial", GoldenModels.multinomial()),
        Arguments.of("network", GoldenModels.network()),
        Arguments.of("flags", GoldenModels.flags()),
        Arguments.of("number", GoldenModels.number()));
  }

  @ParameterizedTest
  @MethodSource("models")
  void equalModelsGiveTheGoldenBytes(String name, Model model) {
    assertThat(ModelFile.write(model)).isEqualTo(golden(name));
  }

  @ParameterizedTest
  @MethodSource("models")
  void whatIsReadIsWhatWasWritten(String name, Model model) {
    assertThat(ModelFile.read(ModelFile.write(model))).usingRecursiveComparison().isEqualTo(model);
  }

  @Test
  void theDigestIsSha256() {
    // FIPS 180-2, appendix B.1
    assertThat(ModelFile.sha256("abc".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @ParameterizedTest
  @ValueSource(strings = {"binary", "multinomial", "network", "flags", "number"})
  void anyFlippedBitIsFound(String name) {
    byte[] bytes = golden(name);
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
    byte[] bytes = golden(name);
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
    byte[] changed = MutatedFilesTest.rehashed(replaced(golden(name), from, to));
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
    byte[] newer = golden("binary");
    newer[11] = 3;
    assertThatThrownBy(() -> ModelFile.read(newer))
        .hasMessageContaining("byte 8: format 3 is not known, only 1 and 2 are; read it with");
  }

  @Test
  void invalidUtf8IsRefused() {
    byte[] from = "petals".getBytes(StandardCharsets.UTF_8);
    byte[] to = from.clone();
    to[2] = (byte) 0xC0;
    byte[] changed = MutatedFilesTest.rehashed(replaced(golden("multinomial"), from, to));
    assertThatThrownBy(() -> ModelFile.read(changed)).hasMessageContaining("not valid UTF-8");
  }

  @Test
  void aModelThatIsNotFiniteIsNotWritten() {
    LogisticModel good = GoldenModels.binary();
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      LogisticModel model = new LogisticModel(good.features(), good.weights(), new double[] {bad});
      assertThatThrownBy(() -> ModelFile.write(model))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("intercepts of a model must be finite, one is " + bad);
    }
  }

  @Test
  void aNameThatIsNoUnicodeIsNotWritten() {
    LogisticModel good = GoldenModels.binary();
    Features features =
        new Features(
            new LabelColumn("half a pair \uD83C", List.of("0", "1")),
            good.features().columns(),
            good.features().shift(),
            good.features().storage());
    LogisticModel model = new LogisticModel(features, good.weights(), good.intercepts());
    assertThatThrownBy(() -> ModelFile.write(model))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not valid Unicode");
  }

  static byte[] golden(String name) {
    int format = name.equals("flags") || name.equals("number") ? 2 : 1;
    String file = "/golden/format%d-%s.ogive".formatted(format, name);
    try (InputStream in = ModelFileTest.class.getResourceAsStream(file)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
