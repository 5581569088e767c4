package io.ogive.spark;

import io.ogive.data.DataSummary;
import io.ogive.health.HealthSchedule;
import io.ogive.health.rules.Alert;
import io.ogive.health.rules.Observation;
import io.ogive.health.rules.RuleBook;
import io.ogive.health.rules.RuleSettings;
import io.ogive.health.rules.RunFacts;
import io.ogive.health.rules.Severity;
import io.ogive.health.rules.TaskTime;
import io.ogive.solver.Penalty;
import io.ogive.solver.Round;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Shows every round to the rules: a {@link RuleBook} for each fit of a run. Cannot change the
 * training.
 */
public final class Diagnosis implements TrainingListener {
  private final RuleSettings settings;
  private final TrainSpec spec;
  private final Consumer<Told> alerts;
  private final Map<Optional<Penalty>, RuleBook> books = new LinkedHashMap<>();
  private List<TaskEnvelope> tasks = List.of();
  private Optional<DataSummary> data = Optional.empty();
  private Optional<HealthSchedule> schedule = Optional.empty();

  /**
   * An alert of one of a run's fits.
   *
   * @param penalty of the fit, where there are several
   * @param file that the alert's partition is a part of, where that is known
   */
  public record Told(Optional<Penalty> penalty, Alert alert, Optional<String> file) {}

  /**
   * What stands at the end.
   *
   * @param told the alert at its worst
   * @param rounds in which it was found
   * @param untold further places at which its rule found something
   */
  public record Standing(Told told, RuleBook.Entry rounds, int untold) {
    public Severity severity() {
      return told.alert().severity();
    }
  }

  /**
   * A diagnosis of a training.
   *
   * @param alerts is told each alert when it is new, and when it has become worse
   */
  public Diagnosis(RuleSettings settings, TrainSpec spec, Consumer<Told> alerts) {
    this.settings = settings;
    this.spec = spec;
    this.alerts = alerts;
  }

  @Override
  public void onData(DataSummary summary) {
    data = Optional.of(summary);
  }

  @Override
  public void onSchedule(HealthSchedule passes) {
    schedule = Optional.of(passes);
  }

  @Override
  public void onTasks(List<TaskEnvelope> done) {
    tasks = done;
  }

  @Override
  public void onRound(Round round) {
    RuleBook book =
        books.computeIfAbsent(round.penalty(), penalty -> new RuleBook(settings, facts(penalty)));
    for (Alert alert : book.look(observation(round))) {
      schedule.ifPresent(HealthSchedule::fullNext);
      alerts.accept(told(round.penalty(), alert));
    }
  }

  private static Told told(Optional<Penalty> penalty, Alert alert) {
    return new Told(penalty, alert, Optional.empty());
  }

  private RunFacts facts(Optional<Penalty> penalty) {
    return Facts.of(spec, data.map(DataSummary::classes).orElse(0), penalty);
  }

  private Observation observation(Round round) {
    return new Observation(
        round.number(),
        round.loss(),
        round.gradientNorm(),
        round.heldOutLoss(),
        round.health().whole(),
        round.health().sources(),
        times());
  }

  /** The times of partitions; none where shards are replicas. */
  private List<TaskTime> times() {
    List<TaskTime> times = new ArrayList<>();
    for (TaskEnvelope task : tasks) {
      if (task.shards().size() == 1 && Facts.isBySource(spec.model())) {
        times.add(new TaskTime(task.shards().get(0), task.host(), task.milliseconds()));
      }
    }
    return times;
  }

  /** All that was found, the worst first. */
  public List<Standing> standings() {
    List<Standing> all = new ArrayList<>();
    books.forEach(
        (penalty, book) ->
            book.entries()
                .forEach(
                    entry ->
                        all.add(
                            new Standing(
                                told(penalty, entry.alert()),
                                entry,
                                book.untold(entry.alert().rule())))));
    all.sort(Comparator.comparing(Standing::severity).reversed());
    return all;
  }

  /** The rules that had something to look at. */
  public Set<String> exercised() {
    Set<String> all = new TreeSet<>();
    books.values().forEach(book -> all.addAll(book.exercised()));
    return all;
  }
}
