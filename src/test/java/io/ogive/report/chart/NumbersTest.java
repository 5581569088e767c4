package io.ogive.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Numbers and ticks read the same everywhere. */
class NumbersTest {
  @Test
  void fourDigitsThatSaySomething() {
    assertThat(List.of(0.0, 0.31259, 12.0, 1234567.0, -0.5, 1.2e-7, -1e-9, 9.9999e12))
        .extracting(Numbers::of)
        .containsExactly("0", "0.3126", "12", "1,235,000", "−0.5", "1.2 × 10⁻⁷", "−10⁻⁹", "10¹³");
    assertThat(Numbers.of(1281L)).isEqualTo("1,281");
    assertThat(List.of(0.1234, 0.00826, 0.0, 1.0, 0.15, 0.03))
        .extracting(Numbers::percent)
        .containsExactly("12.3 %", "0.83 %", "0 %", "100 %", "15.0 %", "3.0 %");
    assertThat(List.of(1.5, 0.02, 123.0, 0.0, 1e-9))
        .extracting(value -> Numbers.column(value, 3))
        .containsExactly("1.50", "0.0200", "123", "0", "10⁻⁹");
  }

  @Test
  void whatIsNoNumberSaysSo() {
    assertThat(Numbers.of(Double.NaN)).isEqualTo("–");
    assertThat(Numbers.of(Double.NEGATIVE_INFINITY)).isEqualTo("−∞");
    assertThat(Numbers.percent(Double.NaN)).isEqualTo("–");
  }

  @Test
  void placesAreTenthsOfAPixel() {
    assertThat(List.of(12.04, 12.05, -0.04, -3.26, 100.0))
        .extracting(Numbers::place)
        .containsExactly("12", "12.1", "0", "-3.3", "100");
  }

  @Test
  void ticksAreRoundNumbersThatHoldAllValues() {
    assertThat(ticks(Axis.linear("loss", "nats"), 0.13, 0.71))
        .containsExactly("0", "0.2", "0.4", "0.6", "0.8");
    assertThat(ticks(Axis.linear("z", "1"), -3.1, 2)).containsExactly("−4", "−2", "0", "2");
    assertThat(ticks(Axis.whole("round", "number"), 0, 3)).containsExactly("0", "1", "2", "3");
    assertThat(ticks(Axis.log("signal", "share"), 3e-4, 0.5))
        .containsExactly("0.0001", "0.001", "0.01", "0.1", "1");
    assertThat(ticks(Axis.log("signal", "share"), 1e-20, 1)).hasSizeLessThanOrEqualTo(7);
  }

  @Test
  void aScaleOfOneValueStillHasALength() {
    for (double value : new double[] {0, 1, -5, 1e-300, 1e300}) {
      Scale scale = Scale.of(Axis.linear("z", "1"), new Range(value, value), 0, 100, 5);
      assertThat(scale.at(value)).isBetween(0.0, 100.0);
      assertThat(scale.ticks()).hasSizeBetween(1, 12);
    }
  }

  @Test
  void aLogScaleHasNoPlaceForZero() {
    Scale scale = Scale.of(Axis.log("signal", "share"), new Range(0.1, 1), 0, 100, 5);
    assertThat(scale.holds(0)).isFalse();
    assertThat(scale.holds(0.5)).isTrue();
    assertThat(scale.at(0.1)).isZero();
    assertThat(scale.at(1e-9)).isZero();
  }

  private static List<String> ticks(Axis axis, double low, double high) {
    return Scale.of(axis, new Range(low, high), 0, 100, 5).ticks().stream()
        .map(Scale.Tick::text)
        .toList();
  }
}
