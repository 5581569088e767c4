package io.ogive.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ogive.math.KeyedRandom;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The parts of ingest that need no Spark. */
class SmallPartsTest {
  private static final long SEED = 20260101;

  @Test
  void aMeanIsExactInAnyOrderAndGrouping() {
    KeyedRandom random = KeyedRandom.of(SEED);
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        values.add(value);
      }
    }
    values.addAll(
        List.of(0.0, -0.0, Double.MIN_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, 1e16, 1.0));
    BigDecimal sum = values.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
    double expected =
        sum.divide(BigDecimal.valueOf(values.size()), new MathContext(400)).doubleValue();

    int[] order = random.permutation(values.size());
    ExactMean whole = new ExactMean();
    ExactMean[] parts = {new ExactMean(), new ExactMean(), new ExactMean()};
    for (int i = 0; i < order.length; i++) {
      whole.add(values.get(i), 1);
      parts[random.nextInt(3)].add(values.get(order[i]), 1);
    }
    parts[2].mergeWith(parts[0]);
    parts[2].mergeWith(parts[1]);
    assertThat(whole.mean()).as("seed %d", SEED).isEqualTo(expected);
    assertThat(parts[2].mean()).as("seed %d", SEED).isEqualTo(expected);
  }

  @Test
  void aMeanLosesNothingWherePlainSumsDo() {
    double[] values = {1e16, 1, -1e16, 1};
    ExactMean mean = new ExactMean();
    double plain = 0;
    for (double value : values) {
      mean.add(value, 1);
      plain += value;
    }
    assertThat(mean.mean()).isEqualTo(0.5);
    assertThat(plain / values.length).as("the negative control").isEqualTo(0.25);
  }

  @Test
  void aWeightIsTheValueThatManyTimes() {
    KeyedRandom random = KeyedRandom.of(SEED, 2);
    ExactMean weighted = new ExactMean();
    ExactMean repeated = new ExactMean();
    BigDecimal products = BigDecimal.ZERO;
    BigDecimal weights = BigDecimal.ZERO;
    ExactMean fractions = new ExactMean();
    for (int i = 0; i < 200; i++) {
      double value = random.nextDouble() * 1e9 - 3e8;
      int times = random.nextInt(5);
      weighted.add(value, times);
      for (int n = 0; n < times; n++) {
        repeated.add(value, 1);
      }
      double weight = random.nextDouble();
      fractions.add(value, weight);
      products = products.add(new BigDecimal(value).multiply(new BigDecimal(weight)));
      weights = weights.add(new BigDecimal(weight));
    }
    assertThat(weighted.mean()).as("seed %d", SEED).isEqualTo(repeated.mean());
    assertThat(fractions.mean())
        .as("seed %d", SEED)
        .isEqualTo(products.divide(weights, new MathContext(400)).doubleValue());
  }

  @Test
  void theMeanOfNothingIsZero() {
    assertThat(new ExactMean().mean()).isZero();
    ExactMean weightless = new ExactMean();
    weightless.add(7, 0);
    assertThat(weightless.mean()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "-1, -1",
    "0, 0",
    "-0.0, 0",
    "0.5, 0.5",
    "1e3, 1000",
    "1e-7, 0.0000001",
    "2.50, 2.5",
    "1e20, 100000000000000000000",
    "NaN, NaN"
  })
  void aNumberHasOneText(double value, String text) {
    assertThat(NumberText.of(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "-1.5", "+2e-3", ".5", "1.", "1E+2", "0001", "4.9e-324"})
  void aDecimalIsRead(String text) {
    assertThat(NumberText.parse(text)).hasValue(Double.parseDouble(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " 1",
        "1 ",
        "0x1p3",
        "NaN",
        "Infinity",
        "1e999",
        "1f",
        "1d",
        "1,5",
        "1e",
        "e5",
        ".",
        "--1",
        "1-",
        "١",
        "1_000"
      })
  void whatIsNoDecimalIsNotRead(String text) {
    assertThat(NumberText.parse(text)).isEmpty();
  }

  @Test
  void theNearestNameIsFound() {
    List<String> names = List.of("tenure", "monthly_charges", "total_charges", "Churn");
    assertThat(NearestName.of("churn", names)).hasValue("Churn");
    assertThat(NearestName.of("total_charge", names)).hasValue("total_charges");
    assertThat(NearestName.of("tenrue", names)).hasValue("tenure");
    assertThat(NearestName.of("zzzzzz", names)).isEmpty();
  }

  @Test
  void classesOfNumbersStandInTheirOrder() {
    assertThat(Classes.of("y", List.of("10", "-1", "2.5", "2"), Optional.empty()).classes())
        .containsExactly("-1", "2", "2.5", "10");
    assertThat(Classes.of("y", List.of("10", "b", "2"), Optional.empty()).classes())
        .containsExactly("10", "2", "b");
  }

  @Test
  void thePositiveClassIsTheSecond() {
    assertThat(Classes.of("y", List.of("no", "yes"), Optional.of("no")).classes())
        .containsExactly("yes", "no");
    assertThatThrownBy(() -> Classes.of("y", List.of("no", "yes"), Optional.of("Yes")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("input.positive = 'Yes'")
        .hasMessageContaining("'no', 'yes'");
    assertThatThrownBy(() -> Classes.of("y", List.of("a", "b", "c"), Optional.of("a")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("has 3");
  }

  @Test
  void aBinaryModelRefusesThreeClassesByName() {
    assertThatThrownBy(
            () -> Classes.requireBinary(Classes.of("y", List.of("0", "1", "2"), Optional.empty())))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("'0', '1', '2'")
        .hasMessageContaining("input.where");
  }

  @Test
  void aQuantityIsNoLabel() {
    List<String> many = new ArrayList<>();
    for (int i = 0; i <= Classes.MOST; i++) {
      many.add(Integer.toString(i));
    }
    assertThatThrownBy(() -> Classes.of("price", many, Optional.empty()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("label column 'price' has more than 1000 different values")
        .hasMessageContaining("bin it");
  }
}
