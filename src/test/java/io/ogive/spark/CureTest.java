package io.ogive.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.ogive.health.rules.Alert;
import io.ogive.health.rules.Finding;
import io.ogive.health.rules.Place;
import io.ogive.health.rules.Severity;
import io.ogive.model.Activation;
import io.ogive.solver.HiddenLayer;
import io.ogive.solver.LogisticOptions;
import io.ogive.solver.NetworkOptions;
import io.ogive.solver.NetworkOptions.Init;
import io.ogive.solver.NetworkOptions.Solver;
import io.ogive.solver.NetworkOptionsBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which alerts have a safe cure, and what it sets. */
class CureTest {
  private static final long ROWS = 1000;

  @Test
  void saturationIsCuredByStandardizingAndThenByBatchNormalisation() {
    Cure first = cure("SATURATED_LAYER", network().standardize(false)).orElseThrow();
    assertThat(first.set()).isEqualTo("model.network.standardize = true");
    assertThat(first.from()).isZero();
    Cure second = Cure.of(first.alert(), first.model(), ROWS).orElseThrow();
    assertThat(second.set()).isEqualTo("model.network.batch-norm = true");
    assertThat(Cure.of(first.alert(), second.model(), ROWS)).as("no third").isEmpty();
    NetworkOptions cured = ((ModelSpec.Network) second.model()).options();
    assertThat(cured.standardize()).isEqualTo(NetworkOptions.Standardize.TRUE);
    assertThat(cured.hidden()).containsExactly(new HiddenLayer(8, Activation.SIGMOID, true, 0.1));
  }

  @Test
  void batchNormalisationIsNoCureOfFullPasses() {
    assertThat(cure("SATURATED_LAYER", NetworkOptions.builder().sigmoids(8).solver(Solver.LBFGS)))
        .isEmpty();
  }

  @Test
  void aRateIsDividedByTenOrByWhatStepsAreOff() {
    assertThat(cure("DIVERGED", network()).orElseThrow().set())
        .isEqualTo("solver.adam.rate = 5.0E-4");
    assertThat(cure("NON_FINITE", network().solver(Solver.SGD)).orElseThrow().set())
        .isEqualTo("solver.sgd.rate = 0.01");
    assertThat(cure("UPDATE_RATIO", network(), Map.of("update_ratio", -2.5)).orElseThrow().set())
        .isEqualTo("solver.adam.rate = 0.0016");
    assertThat(cure("UPDATE_RATIO", network(), Map.of("update_ratio", -9.0)).orElseThrow().set())
        .as("no more than tenfold at a time")
        .isEqualTo("solver.adam.rate = 0.05");
  }

  @Test
  void theBiasIsCuredWhereTheInitDrewIt() {
    assertThat(cure("BIAS_NOT_PRIOR", network().init(Init.MLLIB)).orElseThrow().set())
        .isEqualTo("model.network.init = auto");
    assertThat(cure("BIAS_NOT_PRIOR", network())).isEmpty();
  }

  @Test
  void whatIsInTheDataOrInAnotherModelIsForPeople() {
    assertThat(cure("PARTITION_LABEL_FLIP", network())).isEmpty();
    assertThat(cure("CONFIDENTLY_WRONG", network())).isEmpty();
    assertThat(
            Cure.of(
                alert("SEPARATION", Map.of()),
                new ModelSpec.Logistic(LogisticOptions.defaults()),
                ROWS))
        .isEmpty();
  }

  private static NetworkOptionsBuilder network() {
    return NetworkOptions.builder()
        .hidden(List.of(new HiddenLayer(8, Activation.SIGMOID, false, 0.1)));
  }

  private static Optional<Cure> cure(String rule, NetworkOptionsBuilder options) {
    return cure(rule, options, Map.of());
  }

  private static Optional<Cure> cure(
      String rule, NetworkOptionsBuilder options, Map<String, Double> evidence) {
    return Cure.of(alert(rule, evidence), new ModelSpec.Network(options.build()), ROWS);
  }

  private static Alert alert(String rule, Map<String, Double> evidence) {
    return new Alert(
        2, rule, new Finding(Severity.WARN, Place.WHOLE, 1, evidence, "found", "cause", "cure"));
  }
}
