package io.ogive.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StoppingRuleTest {
  @Test
  void slowMethodsOfManyCoordinatesStopEarlierUnlessAToleranceIsWished() {
    assertThat(StoppingRule.within(7).tolerance()).isEqualTo(1e-8);
    assertThat(StoppingRule.within(7).linear(1023).tolerance()).isEqualTo(1e-8);
    assertThat(StoppingRule.within(7).linear(1024).tolerance()).isEqualTo(1e-6);
    StoppingRule wished = new StoppingRule(7, 1e-8);
    assertThat(wished.linear(1 << 20).tolerance()).isEqualTo(1e-8);
  }

  @Test
  void manyRowsAreFittedToAThousandthOfTheirSamplingErrorUnlessAToleranceIsWished() {
    assertThat(StoppingRule.within(7).sampled(1 << 16)).isEqualTo(new StoppingRule(7, 1e-6));
    assertThat(StoppingRule.within(7).sampled(1_000_000)).isEqualTo(new StoppingRule(7, 1e-6));
    assertThat(StoppingRule.within(7).sampled(100_000_000)).isEqualTo(new StoppingRule(7, 1e-7));
    StoppingRule wished = new StoppingRule(7, 1e-8);
    assertThat(wished.sampled(1_000_000)).isEqualTo(wished);
  }

  @Test
  void toTheLastDigitsNeitherRowsNorCoordinatesMatter() {
    StoppingRule last = new StoppingRule(7, 1e-8);
    assertThat(StoppingRule.within(7).toTheLastDigits()).isEqualTo(last);
    assertThat(StoppingRule.within(7).linear(1024).toTheLastDigits()).isEqualTo(last);
    assertThat(new StoppingRule(7, 1e-3).toTheLastDigits()).isEqualTo(new StoppingRule(7, 1e-3));
  }

  @Test
  void theFallThatIsLeftCountsWithManyCoordinatesAndNoWish() {
    assertThat(StoppingRule.within(7).linear(1024).fall()).isEqualTo(3e-8);
    assertThat(StoppingRule.within(7).linear(1023).fall()).isZero();
    assertThat(new StoppingRule(7, 1e-8).linear(1024).fall()).isZero();
  }

  @Test
  void noRoundAndAToleranceBelowZeroAreRefused() {
    assertThatThrownBy(() -> StoppingRule.within(0)).hasMessageContaining("was 0");
    assertThatThrownBy(() -> new StoppingRule(1, -1e-8)).hasMessageContaining("was -1.0E-8");
    assertThatThrownBy(() -> new StoppingRule(1, Double.NaN)).hasMessageContaining("was NaN");
  }
}
