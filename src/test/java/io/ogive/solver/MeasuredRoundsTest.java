package io.ogive.solver;

import static org.assertj.core.api.Assertions.assertThat;

import io.ogive.data.Storage;
import io.ogive.health.HealthLevel;
import io.ogive.health.HealthSchedule;
import io.ogive.model.LogisticModel;
import io.ogive.model.ModelFile;
import io.ogive.objective.NetworkRows;
import io.ogive.solver.LogisticOptions.Solver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which rounds are measured fully: every k-th, and the one after it was asked for. */
class MeasuredRoundsTest {
  private static final LogisticTrial TRIAL = LogisticTrial.draw(6, 300, 5, 2);
  private static final NetworkRows ROWS = NetworkRows.draw(4, 300, 6, 2, false);

  private static LogisticModel logistic(HealthSchedule schedule, RoundListener listener) {
    LogisticOptions options = LogisticTrial.solver(LogisticTrial.options(0, 0.01), Solver.LBFGS);
    return LogisticTraining.fit(
            TRIAL.store(), TRIAL.features(), options, Optional.empty(), schedule, listener)
        .model();
  }

  private static byte[] network(HealthSchedule schedule, RoundListener listener) {
    NetworkOptions options =
        NetworkOptions.builder().sigmoids(4).stopping(new StoppingRule(7, 0)).build();
    return ModelFile.write(
        NetworkTraining.fit(
                ROWS.store(ROWS.lay(2, 50, Storage.FLOAT32).blocks()),
                ROWS.features(Storage.FLOAT32),
                options,
                schedule,
                listener)
            .model());
  }

  @Test
  void everyThirdRoundIsMeasuredFullyAndSoIsTheOneAfterAnAlarm() {
    List<Boolean> full = new ArrayList<>();
    HealthSchedule schedule = new HealthSchedule(HealthLevel.FULL, 3);
    byte[] model =
        network(
            schedule,
            round -> {
              full.add(round.health().whole().isFull());
              if (round.number() == 3) {
                schedule.fullNext();
              }
            });
    assertThat(full).containsExactly(true, false, false, true, true, false, true);
    assertThat(model)
        .isEqualTo(network(HealthSchedule.always(HealthLevel.OFF), RoundListener.none()));
  }

  @Test
  void anAlarmChangesNoBitOfALogisticModel() {
    List<Boolean> full = new ArrayList<>();
    HealthSchedule schedule = new HealthSchedule(HealthLevel.FULL, 1000);
    LogisticModel model =
        logistic(
            schedule,
            round -> {
              full.add(round.health().whole().isFull());
              if (round.number() == 1) {
                schedule.fullNext();
              }
            });
    assertThat(full.subList(0, 4)).containsExactly(true, false, true, false);
    LogisticModel off = logistic(HealthSchedule.always(HealthLevel.OFF), RoundListener.none());
    assertThat(model.weights()[0]).isEqualTo(off.weights()[0]);
    assertThat(model.intercepts()).isEqualTo(off.intercepts());
  }

  @Test
  void weightsOfARoundAreThoseItStartsAt() {
    List<Round.Weights> logistic = new ArrayList<>();
    logistic(HealthSchedule.always(HealthLevel.OFF), round -> logistic.add(round.weights()));
    assertThat(logistic.get(0).norms()).containsExactly(0.0);
    assertThat(logistic.get(0).meanGradient()).isGreaterThan(1e-3);
    Round.Weights last = logistic.get(logistic.size() - 1);
    assertThat(last.norms().get(0)).isPositive();
    assertThat(last.meanGradient()).isLessThan(1e-5);
    List<Round.Weights> network = new ArrayList<>();
    network(HealthSchedule.always(HealthLevel.OFF), round -> network.add(round.weights()));
    assertThat(network.get(0).norms()).hasSize(2).doesNotContain(0.0);
    assertThat(network.get(6).norms()).isNotEqualTo(network.get(0).norms());
  }
}
