package io.ogive.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ogive.data.Features;
import io.ogive.data.LabelColumn;
import io.ogive.testing.RawValues;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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
    byte[] bytes = GoldenModels.file(name);
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
    assertThat(ModelFile.write(model)).isEqualTo(GoldenModels.file(name));
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
}
