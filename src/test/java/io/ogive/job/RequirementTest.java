package io.ogive.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --require} holds or it does not, and a name that cannot be is a mistake of usage. */
class RequirementTest {
  private final ObjectNode line = Json.object();

  RequirementTest() {
    line.put("loss", 0.25).put("rounds", 7);
    line.putObject("test").put("auc", 0.8).putNull("log_loss");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "test.auc>=0.8",
        "test.auc<=0.8",
        " test.auc > 0.79 ",
        "test.auc<1",
        "loss<=2.5e-1",
        "rounds<8"
      })
  void whatHolds(String condition) {
    assertThatCode(() -> Requirement.parse(condition, true).check(line)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"test.auc>=0.81", "test.auc<=0.79", "test.auc>0.8", "test.auc<0.8"})
  void whatDoesNotSaysTheFigure(String condition) {
    assertThatThrownBy(() -> Requirement.parse(condition, true).check(line))
        .isInstanceOf(RequirementException.class)
        .hasMessageContaining("--require " + condition + " is not met: it is 0.8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"test.accuracy>=0", "test.log_loss<=9", "train.auc>=0", "objective<9"})
  void aFigureThatTheRunDoesNotHaveIsNotMet(String condition) {
    assertThatThrownBy(() -> Requirement.parse(condition, true).check(line))
        .isInstanceOf(RequirementException.class)
        .hasMessageContaining("this run has no");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "test.auc",
        "test.auc=0.8",
        "test.auc=>0.8",
        ">=0.8",
        "test.auc>=",
        "test.auc>=x",
        "test.auc>=NaN",
        "test.auc>=Infinity",
        "test.aux>=0.8",
        "auc>=0.8",
        "test.auc.x>=1",
        "TEST.auc>=1",
        "seconds>=1"
      })
  void whatCannotBeIsAMistakeOfUsage(String condition) {
    assertThatThrownBy(() -> Requirement.parse(condition, true))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("--require");
  }

  @Test
  void testMetricsNeedRowsThatAreHeldOut() {
    assertThatThrownBy(() -> Requirement.parse("test.auc>=0.8", false))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("no rows are held out; set data.split.by");
    assertThat(Requirement.parse("train.auc>=0.8", false).metric()).isEqualTo("train.auc");
  }
}
