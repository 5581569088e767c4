package io.ogive.health.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Alerts are told once, once more when worse, and of many places only the worst few. */
class RuleBookTest {
  private static final String RULE = "SATURATED_LAYER";

  private final RuleBook book = new RuleBook(RuleSettings.defaults(), Seen.NET);

  @Test
  void ofAPointThatTheSolverLeftOnlyTheTimeCounts() {
    RuleBook fit = new RuleBook(RuleSettings.defaults(), Seen.LOGISTIC);
    List<Alert> told = new ArrayList<>();
    double[] objectives = {1, 0.5, 9, 8};
    for (int number = 0; number < objectives.length; number++) {
      Observation plain = Seen.round(number, 0, List.of());
      List<TaskTime> times = new ArrayList<>();
      for (int source = 0; source < 4; source++) {
        times.add(new TaskTime(source, "w", source == 2 ? 999 : 10));
      }
      double loss = number == 3 ? Double.NaN : objectives[number];
      told.addAll(
          fit.look(
              new Observation(
                  number,
                  loss,
                  objectives[number],
                  1,
                  1,
                  List.of(),
                  plain.whole(),
                  plain.sources(),
                  times)));
    }
    assertThat(told).extracting(Alert::rule).containsExactly("PARTITION_SLOW");
    assertThat(told.get(0).round()).isEqualTo(3);
  }

  @Test
  void whatKeepsFiringIsToldOnceAndItsLastRoundMoves() {
    List<Alert> told = new ArrayList<>();
    for (int round = 0; round < 6; round++) {
      told.addAll(book.look(Seen.round(round, 1, Seen.layer(0, 5, 5, 5, 0))));
    }
    assertThat(told.stream().filter(a -> a.rule().equals(RULE)))
        .singleElement()
        .satisfies(alert -> assertThat(alert.round()).isEqualTo(2))
        .satisfies(alert -> assertThat(alert.severity()).isEqualTo(Severity.WARN));
    assertThat(entries())
        .singleElement()
        .satisfies(entry -> assertThat(entry.firstRound()).isEqualTo(2))
        .satisfies(entry -> assertThat(entry.lastRound()).isEqualTo(5))
        .satisfies(entry -> assertThat(entry.rounds()).isEqualTo(4));
  }

  @Test
  void whatGetsWorseIsToldAgainAndWhatGetsBetterIsNot() {
    List<Alert> told = new ArrayList<>();
    double[][] rounds = {{5, 5, 5, 0}, {5, 5, 5, 0}, {5, 5, 5, 0}, {5, 5, 5, 5}, {5, 5, 5, 0}};
    for (int round = 0; round < rounds.length; round++) {
      told.addAll(book.look(Seen.round(round, 1, Seen.layer(0, rounds[round]))));
    }
    assertThat(told.stream().filter(a -> a.rule().equals(RULE)).map(Alert::severity))
        .containsExactly(Severity.WARN, Severity.CRIT);
    assertThat(entries())
        .singleElement()
        .satisfies(entry -> assertThat(entry.alert().severity()).isEqualTo(Severity.CRIT))
        .satisfies(entry -> assertThat(entry.firstRound()).isEqualTo(2))
        .satisfies(entry -> assertThat(entry.lastRound()).isEqualTo(4));
  }

  @Test
  void ofManyPlacesTheWorstThreeAreToldAndTheOthersCounted() {
    List<Finding> found = new ArrayList<>();
    for (int source = 0; source < 10; source++) {
      found.add(finding(source == 7 ? Severity.CRIT : Severity.WARN, source, source));
    }
    assertThat(
            book.take(RULE, 4, found).stream().map(alert -> alert.place().source().orElseThrow()))
        .containsExactly(7, 9, 8);
    assertThat(book.untold(RULE)).isEqualTo(7);
    assertThat(book.take(RULE, 5, found)).isEmpty();
    assertThat(book.untold(RULE)).isEqualTo(7);
  }

  @Test
  void aRuleThatIsOffSeesNothing() {
    RuleBook blind =
        new RuleBook(RuleSettings.defaults().only(rule -> !rule.id().equals(RULE)), Seen.NET);
    blind.look(Seen.round(0, 1, Seen.layer(0, 9, 9)));
    assertThat(blind.exercised()).doesNotContain(RULE).contains("LOW_TRANSMISSION");
    assertThat(blind.entries().stream().map(e -> e.alert().rule())).doesNotContain(RULE);
  }

  @Test
  void aThresholdIsTheOneThatIsSet() {
    RuleBook strict =
        new RuleBook(new RuleSettings(Map.of(RULE, Map.of("share", 0.1, "rounds", 1.0))), Seen.NET);
    assertThat(strict.look(Seen.round(0, 1, Seen.layer(0, 5, 0, 0, 0)))).hasSize(1);
  }

  @Test
  void whatNoRuleHasIsRefused() {
    assertThatThrownBy(() -> new RuleSettings(Map.of("SATURATED", Map.of())))
        .hasMessageContaining("no rule 'SATURATED'")
        .hasMessageContaining(RULE);
    assertThatThrownBy(() -> new RuleSettings(Map.of(RULE, Map.of("shares", 1.0))))
        .hasMessageContaining("no threshold 'shares'");
    assertThatThrownBy(() -> new RuleSettings(Map.of(RULE, Map.of("share", 1.5))))
        .hasMessageContaining("SATURATED_LAYER.share must be in [0.0, 1.0], was 1.5");
  }

  private List<RuleBook.Entry> entries() {
    return book.entries().stream().filter(e -> e.alert().rule().equals(RULE)).toList();
  }

  private static Finding finding(Severity severity, int source, double effect) {
    return new Finding(severity, Place.ofSource(source), effect, Map.of(), "m", "c", "r");
  }
}
