package io.ogive.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Configuration that is refused: every bad value, by key, file, line and what is allowed. */
class RefusedSettingsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "run.name | ''",
        "run.name | [a]",
        "input.format | ''",
        "input.path | { a = b }",
        "input.table | t",
        "input.options | text",
        "input.options | { a = [1] }",
        "input.options | { a = null }",
        "input.where | [x]",
        "input.label | ''",
        "input.label | null",
        "input.positive | {}",
        "input.weight | []",
        "features.columns | a",
        "features.columns | [[a]]",
        "features.columns | ['']",
        "features.exclude | { a = b }",
        "input.on-bad-row | skip",
        "input.bad-row-ceiling | -0.1",
        "input.bad-row-ceiling | 1.1",
        "input.bad-row-ceiling | NaN",
        "features.missing | zero",
        "features.unseen | drop",
        "features.full-levels | 1",
        "features.full-levels | yes",
        "features.max-levels | 0",
        "features.density | DENSE",
        "data.storage | float16",
        "data.partitions | -1",
        "data.partitions | 2.5",
        "data.partitions | 100001",
        "data.partitions | many",
        "data.block-rows | 0",
        "data.block-rows | 1025",
        "data.block-rows | 1e999999999",
        "data.split.by | row",
        "data.split.by | column",
        "data.split.test-share | 0",
        "data.split.test-share | 1",
        "data.split.test-share | half",
        "data.split.seed | 1.5",
        "data.split.seed | 9223372036854775808",
        "data.split.column | [fold]",
        "data.split.test-value | null",
        "model.kind | svm",
        "model.logistic.family | ovr",
        "model.logistic.l2 | -1",
        "model.logistic.l2 | 1e999",
        "model.logistic.l2 | Infinity",
        "model.logistic.l2 | []",
        "model.logistic.l2 | [0.1, 0.1]",
        "model.logistic.l2 | [0, -0]",
        "model.logistic.l2 | [0.1, -1]",
        "model.logistic.l2 | [[0.1]]",
        "model.logistic.l2 | [0.1, 0.2]", // no rows are held out
        "model.logistic.l1 | [0.1, 0.2]",
        "model.logistic.l1 | -1e-9",
        "model.logistic.start | [x]",
        "model.network.start | [x]",
        "model.logistic.bounds | [0, 1]",
        "model.logistic.bounds.all | 1",
        "model.logistic.bounds.all | [1]",
        "model.logistic.bounds.all | [1, 0]",
        "model.logistic.bounds.all | [inf, inf]",
        "model.logistic.bounds.all | [0, infinite]",
        "model.logistic.bounds.all | [0, NaN]",
        "model.logistic.bounds.intercept | [a, b]",
        "model.logistic.bounds.coefficients | [0, 1]",
        "model.logistic.bounds.coefficients | { a = 1 }",
        "model.logistic.bounds.classes | { Yes = [0, 1] }",
        "model.logistic.bounds.classes | { Yes { al = [0, 1] } }",
        "model.logistic.l1 | 0x1p3",
        "model.logistic.intercept | 'no'",
        "model.logistic.standardize | [true]",
        "model.logistic.class-weights | heavy",
        "model.logistic.class-weights | { Yes = -1 }",
        "model.logistic.class-weights | { Yes = heavy }",
        "model.logistic.class-weights | [1, 2]",
        "model.network.hidden | 64",
        "model.network.hidden | [0]",
        "model.network.hidden | [1.5]",
        "model.network.hidden | [65537]",
        "model.network.activation | step",
        "model.network.batch-norm | yes",
        "model.network.dropout | 1",
        "model.network.init | zero",
        "model.network.l1 | -1",
        "model.network.layers | [{ units = 2, dropout = 1 }]",
        "model.network.layers | [{ units = 2, batch-norm = 1 }]",
        "model.network.layers | 3",
        "model.network.layers | [3]",
        "model.network.layers | [{ activation = relu }]",
        "model.network.layers | [{ units = 0 }]",
        "model.network.layers | [{ units = 2, activation = step }]",
        "model.network.layers | [{ units = 2, width = 2 }]",
        "model.network.output | sigmoidal",
        "model.network.loss | hinge",
        "model.network.l2 | -1",
        "model.network.standardize | on",
        "model.network.class-weights | 3",
        "model.network.seed | x",
        "solver | newton",
        "solver.name | sdg",
        "solver.name | adam",
        "solver.max-rounds | 0",
        "solver.max-rounds | 1000001",
        "solver.max-rounds | forever",
        "solver.tolerance | -1e-8",
        "solver.sgd.rate | 0",
        "solver.sgd.momentum | 1",
        "solver.sgd.nesterov | 1",
        "solver.schedule.name | linear",
        "solver.schedule.warm-up | -1",
        "solver.schedule.every | 0",
        "solver.schedule.factor | 0",
        "solver.schedule.factor | 1.5",
        "solver.clip | -1",
        "solver.early-stopping.share | 1",
        "solver.early-stopping.patience | 0",
        "solver.adam.moments | both",
        "solver.adam.replicas | -1",
        "solver.adam.replicas | 65537",
        "solver.adam.batch | -1",
        "solver.adam.batch | 1025",
        "solver.adam.local-steps | -1",
        "solver.adam.rate | 0",
        "solver.adam.beta1 | 1",
        "solver.adam.beta1 | -0.1",
        "solver.adam.beta2 | 1",
        "solver.adam.epsilon | 0",
        "health.level | most",
        "health.every | 0",
        "health.tensorboard | maybe",
        "health.group-by | row",
        "health.group-column | [a]",
        "health.groups | 1",
        "health.groups | 1025",
        "health | { levle = basic }",
      })
  void aBadValueIsRefusedByKeyFileLineAndWhatIsAllowed(String key, String value) {
    String text = Configs.LEAST + "\n" + key + " = " + value.replace('\'', '"');
    assertThatThrownBy(() -> Configs.settings(text))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("test.conf:3")
        .hasMessageContaining(key);
  }

  @Test
  void aListWithoutHeldOutRowsIsRefusedByWhatIsMissing() {
    assertThatThrownBy(() -> Configs.settings(Configs.LEAST + "model.logistic.l2 = [1, 2]"))
        .hasMessage(
            "test.conf:2: model.logistic.l2 is [1,2]; allowed: one number where data.split.by is"
                + " none: a list is chosen from by held-out rows, so set data.split");
  }

  @Test
  void tooManyLayersAreRefused() {
    String layers = "2,".repeat(65);
    assertThatThrownBy(
            () -> Configs.settings(Configs.LEAST + "model.network.hidden = [" + layers + "]"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("a list of at most 64 whole numbers in [1, 65536]");
  }

  @Test
  void aMessageSaysWhatWhereWhichAndWhatIsAllowed() {
    assertThatThrownBy(
            () -> Configs.settings(Configs.LEAST + "data.split {\n  test-share = 1.5\n}"))
        .hasMessage("test.conf:3: data.split.test-share is 1.5; allowed: a number in (0, 1)");
  }

  @Test
  void anUnknownKeyNamesTheNearestKnownOne() {
    assertThatThrownBy(() -> Configs.settings(Configs.LEAST + "input.lable = churn"))
        .hasMessage(
            "test.conf:2: unknown key 'input.lable'; did you mean 'input.label'?"
                + " conf/reference.conf has them all");
    assertThatThrownBy(() -> Configs.settings(Configs.LEAST + "max-rounds = 3"))
        .hasMessageContaining("did you mean 'solver.max-rounds'?");
    assertThatThrownBy(() -> Configs.settings(Configs.LEAST + "solver.adam.learning-rate = 3"))
        .hasMessageContaining("did you mean 'solver.adam.rate'?");
  }

  @Test
  void allProblemsOfAFileAreToldAtOnce() {
    assertThatThrownBy(
            () -> Configs.settings("inptu.label = y\nsolver.tolerance = x\ndata.partitions = -1"))
        .isInstanceOfSatisfying(
            SettingsException.class,
            e ->
                assertThat(e.problems())
                    .hasSize(5)
                    .anyMatch(p -> p.contains("input.format is not set"))
                    .anyMatch(p -> p.contains("input.label is not set"))
                    .anyMatch(p -> p.startsWith("test.conf:1: unknown key 'inptu'"))
                    .anyMatch(p -> p.startsWith("test.conf:2: solver.tolerance is 'x'"))
                    .anyMatch(p -> p.startsWith("test.conf:3: data.partitions is -1")));
  }

  @Test
  void aSolverMustFitTheModel() {
    assertThatThrownBy(
            () -> Configs.settings(Configs.LEAST + "model.kind = network\nsolver.name = newton"))
        .hasMessage(
            "test.conf:3: solver.name is 'newton'; allowed: auto, adam, sgd or lbfgs for a network");
    assertThatThrownBy(
            () -> Configs.settings(Configs.LEAST + "solver.name = lbfgs\nmodel.logistic.l1 = 1"))
        .hasMessage(
            "test.conf:2: solver.name is 'lbfgs'; allowed: auto or owlqn where model.logistic.l1 is"
                + " not 0");
  }

  @Test
  void aSectionThatIsNotUsedIsCheckedToo() {
    assertThatThrownBy(() -> Configs.settings(Configs.LEAST + "model.network.l2 = -1"))
        .hasMessageContaining("model.network.l2 is -1");
    assertThatThrownBy(
            () -> Configs.settings(Configs.LEAST + "model { kind = network, logistic.l2 = -1 }"))
        .hasMessageContaining("model.logistic.l2 is -1");
  }

  @Test
  void whatNoSingleKeyShowsIsAProblemOfConfigurationToo() {
    assertThatThrownBy(() -> Configs.settings(Configs.LEAST + "input.weight = y"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("column 'y' cannot be both label and weight");
  }

  @Test
  void aKeyThatNobodyReadsWouldBeFound() {
    Settings settings = new Settings(Configs.config("a.b = 1"), ConfigLoader.reference());
    settings.text("run.name");
    assertThat(settings.keys()).doesNotContain("input.label").contains("run.name");
    assertThatThrownBy(settings::finish)
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("unknown key 'input'");
  }
}
