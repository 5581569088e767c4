package io.ogive.job;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ogive.data.Column;
import io.ogive.data.LabelColumn;
import io.ogive.data.Storage;
import io.ogive.health.HealthLevel;
import io.ogive.solver.CoefficientBounds;
import io.ogive.solver.CoefficientBounds.Scope;
import io.ogive.solver.LogisticOptions;
import io.ogive.solver.LogisticOptions.ClassWeights;
import io.ogive.solver.NetworkOptions;
import io.ogive.solver.NetworkOptions.Adam;
import io.ogive.solver.Penalty;
import io.ogive.solver.Range;
import io.ogive.solver.StoppingRule;
import io.ogive.spark.InputSpec;
import io.ogive.spark.InputSpec.Density;
import io.ogive.spark.InputSpec.OnBadRow;
import io.ogive.spark.InputSpec.Split;
import io.ogive.spark.ModelSpec;
import io.ogive.spark.TrainSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Configuration becomes the recipe. */
class JobSettingsTest {
  @Test
  void theDefaultsAreTheDocumentedOnes() {
    JobSettings settings = Configs.settings(Configs.LEAST);

    assertThat(settings.runName()).isEqualTo("ogive");
    assertThat(settings.spec())
        .isEqualTo(
            new TrainSpec(
                new InputSpec(
                    Optional.of("csv"),
                    Optional.empty(),
                    Optional.empty(),
                    Map.of(),
                    Optional.empty(),
                    "y",
                    LabelColumn.Kind.CLASS,
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    Column.Missing.ERROR,
                    Column.Unseen.ERROR,
                    false,
                    Density.AUTO,
                    Storage.FLOAT32,
                    0,
                    1024,
                    OnBadRow.FAIL,
                    0.01,
                    new Split.None(),
                    1000),
                new ModelSpec.Logistic(LogisticOptions.defaults()),
                HealthLevel.BASIC));
  }

  @Test
  void theDefaultNetworkIsTheDocumentedOne() {
    assertThat(Configs.settings(Configs.LEAST + "model.kind = network").spec().model())
        .isEqualTo(
            new ModelSpec.Network(
                NetworkOptions.builder()
                    .sigmoids(32)
                    .l2(1e-5)
                    .adam(Adam.defaults())
                    .stoppingByRows(StoppingRule.within(100))
                    .build()));
  }

  @Test
  void aListOfPenaltiesIsAPathOfAllPairs() {
    String heldOut = Configs.LEAST + "data.split.by = hash\n";
    ModelSpec.Logistic one = logistic(heldOut + "model.logistic.l2 = [1e-3, 0.1]");
    assertThat(one.path()).containsExactly(new Penalty(1e-3, 0), new Penalty(0.1, 0));
    ModelSpec.Logistic both = logistic(heldOut + "model.logistic { l2 = [1, 2], l1 = [0, 0.5] }");
    assertThat(both.path())
        .containsExactly(
            new Penalty(1, 0), new Penalty(2, 0), new Penalty(1, 0.5), new Penalty(2, 0.5));
    assertThat(logistic(heldOut + "model.logistic.l2 = [1]").path()).hasSize(1);
    assertThat(logistic(heldOut + "model.logistic.l2 = 1").path()).isEmpty();
    String many = IntStream.range(0, 9).mapToObj(Integer::toString).collect(joining(","));
    assertThatThrownBy(
            () ->
                logistic(heldOut + "model.logistic { l2 = [%s], l1 = [%s] }".formatted(many, many)))
        .hasMessageContaining("model.logistic.l2")
        .hasMessageContaining("at most 64, these have 81");
  }

  @Test
  void boundsAreReadByColumnSlotAndClass() {
    CoefficientBounds bounds =
        logistic(
                Configs.LEAST
                    + """
                    model.logistic.bounds {
                      all = [-1, inf]
                      intercept = [-inf, inf]
                      coefficients { tenure = [0, 2.5], "plan=a.b" = [-inf, 0], x.y = [0, 0] }
                      classes { "1.5" { intercept = [0, 1], coefficients { tenure = [3, 4] } } }
                    }
                    """)
            .options()
            .bounds();
    double infinity = Double.POSITIVE_INFINITY;
    assertThat(bounds)
        .isEqualTo(
            new CoefficientBounds(
                new Scope(
                    Optional.empty(),
                    Optional.of(new Range(-1, infinity)),
                    Map.of(
                        "tenure",
                        new Range(0, 2.5),
                        "plan=a.b",
                        new Range(-infinity, 0),
                        "x.y",
                        new Range(0, 0))),
                Map.of(
                    "1.5",
                    new Scope(
                        Optional.of(new Range(0, 1)),
                        Optional.empty(),
                        Map.of("tenure", new Range(3, 4))))));
    assertThatThrownBy(
            () ->
                Configs.settings(
                    Configs.LEAST + "model.logistic { l1 = 0.1, bounds.all = [0, inf] }"))
        .hasMessageContaining("test.conf:2: model.logistic.l1 is 0.1")
        .hasMessageContaining("0 where model.logistic.bounds are set, as in Spark ML");
  }

  private static ModelSpec.Logistic logistic(String text) {
    return (ModelSpec.Logistic) Configs.settings(text).spec().model();
  }

  @Test
  void newtonByConjugateGradientsHasAName() {
    assertThatThrownBy(
            () -> Configs.settings(Configs.LEAST + "model.kind = network\nsolver.name = newton-cg"))
        .hasMessage(
            "test.conf:3: solver.name is 'newton-cg'; allowed: auto, adam, sgd or lbfgs for a network");
    assertThatThrownBy(
            () ->
                Configs.settings(Configs.LEAST + "solver.name = newton-cg\nmodel.logistic.l1 = 1"))
        .hasMessageContaining("allowed: auto or owlqn where model.logistic.l1 is not 0");
    Configs.settings(Configs.LEAST + "solver.name = newton-cg");
  }

  @Test
  void textIsTakenAsItIsWritten() {
    InputSpec input =
        Configs.settings(
                Configs.LEAST
                    + "input { positive = 1, options { header = true, n = 1.50, a.b = c } }")
            .spec()
            .input();
    assertThat(input.positive()).contains("1");
    assertThat(input.options())
        .containsExactlyInAnyOrderEntriesOf(Map.of("header", "true", "n", "1.50", "a.b", "c"));
  }

  @Test
  void classWeightsByLabelReachTheOptions() {
    ModelSpec model =
        Configs.settings(Configs.LEAST + "model.logistic.class-weights { Yes = 3, \"a.b\" = 0 }")
            .spec()
            .model();
    assertThat(((ModelSpec.Logistic) model).options().classWeights())
        .isEqualTo(new ClassWeights(false, Map.of("Yes", 3.0, "a.b", 0.0)));
  }
}
