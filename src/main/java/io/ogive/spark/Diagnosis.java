package io.ogive.spark;

import io.ogive.data.DataSummary;
import io.ogive.data.Role;
import io.ogive.health.HealthSchedule;
import io.ogive.health.SourceNames;
import io.ogive.health.rules.Alert;
import io.ogive.health.rules.Finding;
import io.ogive.health.rules.NonFinite;
import io.ogive.health.rules.Observation;
import io.ogive.health.rules.PartitionColumns;
import io.ogive.health.rules.RuleBook;
import io.ogive.health.rules.RuleSettings;
import io.ogive.health.rules.Rules;
import io.ogive.health.rules.Severity;
import io.ogive.health.rules.TaskTime;
import io.ogive.solver.DivergedException;
import io.ogive.solver.NetworkOptions;
import io.ogive.solver.Penalty;
import io.ogive.solver.Round;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Shows every round to the rules: a {@link RuleBook} for each fit of a run.
 *
 * <p>It cannot change the training, unless the recipe says that cures are applied: then an alert
 * that has a safe one ends the training, which starts again cured. So that the recipe alone
 * decides, no rule that looks at the clock looks on.
 */
public final class Diagnosis implements TrainingListener {
  private final RuleSettings settings;
  private static final int MOST_CURES = 3;

  private TrainSpec spec;
  private final List<Cure> cures = new ArrayList<>();
  private final Consumer<Told> alerts;
  private final Map<Optional<Penalty>, RuleBook> books = new LinkedHashMap<>();
  private List<TaskEnvelope> tasks = List.of();
  private DataSummary data = new DataSummary(0, false, 0, List.of());
  private PartitionColumns columns = PartitionColumns.NONE;
  private int rounds;
  private Optional<HealthSchedule> schedule = Optional.empty();
  private SourceNames names = SourceNames.NONE;

  /**
   * An alert of one of a run's fits.
   *
   * @param penalty of the fit, where there are several
   * @param file that the alert's partition is a part of, where that is known
   * @param group that it is about, where rows are counted in groups
   */
  public record Told(
      Optional<Penalty> penalty, Alert alert, Optional<String> file, Optional<String> group) {
    /** Of a training whose rows are counted by partition. */
    public Told(Optional<Penalty> penalty, Alert alert, Optional<String> file) {
      this(penalty, alert, file, Optional.empty());
    }
  }

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
    this.settings =
        spec.health().applies() ? settings.only(rule -> !rule.looksAtClock()) : settings;
    this.spec = spec;
    this.alerts = alerts;
  }

  @Override
  public void onData(DataSummary summary) {
    data = summary;
  }

  @Override
  public void onColumns(PartitionColumns ofSources) {
    columns = ofSources;
  }

  @Override
  public void onNames(SourceNames ofSources) {
    names = ofSources;
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
  public boolean looksAtBeginning() {
    return settings.thresholds().keySet().stream().anyMatch(id -> Rules.byId(id).looksAtStart());
  }

  @Override
  public void onBeginning(Round sample) {
    tell(sample.penalty(), book(sample.penalty()).lookAtStart(observation(sample)));
  }

  @Override
  public void onRound(Round round) {
    RuleBook book = book(round.penalty());
    Observation seen = observation(round);
    rounds = round.number() + 1;
    if (round.number() == 0 && isBySource()) {
      tell(round.penalty(), book.lookAtStart(seen));
    }
    tell(round.penalty(), book.look(seen));
    if (book.suspects()) {
      schedule.ifPresent(HealthSchedule::fullNext);
    }
  }

  @Override
  public void onDiverged(DivergedException e) {
    Optional<Penalty> fit = books.size() == 1 ? books.keySet().iterator().next() : Optional.empty();
    if (settings.thresholds().containsKey(NonFinite.ID)) {
      Finding finding = NonFinite.finding(e.what(), e.source());
      tell(fit, book(fit).take(NonFinite.ID, rounds, List.of(finding)));
    }
  }

  private RuleBook book(Optional<Penalty> penalty) {
    return books.computeIfAbsent(
        penalty, of -> new RuleBook(settings, new Facts(spec, data, columns, names).of(of)));
  }

  @Override
  public void onRestart(Cure cure) {
    cures.add(cure);
    spec = new TrainSpec(spec.input(), cure.model(), spec.health());
    books.clear();
    rounds = 0;
  }

  /** Whether the recipe says that cures are applied. */
  public boolean appliesCures() {
    return spec.health().applies();
  }

  /** What was applied, in order. */
  public List<Cure> cures() {
    return List.copyOf(cures);
  }

  /** Whether what a cure was for has not been found again since. */
  public boolean isGone(Cure cure) {
    return standings().stream()
        .noneMatch(standing -> standing.told().alert().rule().equals(cure.alert().rule()));
  }

  private void tell(Optional<Penalty> penalty, List<Alert> fresh) {
    if (spec.health().applies() && cures.size() < MOST_CURES) {
      for (Alert alert : fresh) {
        Cure.of(alert, spec.model(), data.rows(Role.TRAIN))
            .ifPresent(
                cure -> {
                  throw new CureException(cure);
                });
      }
    }
    fresh.forEach(alert -> alerts.accept(told(penalty, alert)));
  }

  private Told told(Optional<Penalty> penalty, Alert alert) {
    OptionalInt source = alert.finding().place().source();
    // What ended a training is known by its partition alone.
    boolean named = !(names.areGroups() && alert.rule().equals(NonFinite.ID));
    Optional<String> name =
        source.isPresent() && named ? names.of(source.getAsInt()) : Optional.empty();
    return names.areGroups()
        ? new Told(penalty, alert, Optional.empty(), name)
        : new Told(penalty, alert, name);
  }

  private Observation observation(Round round) {
    return new Observation(
        round.number(),
        round.loss(),
        round.objective(),
        round.gradientNorm(),
        round.weights().meanGradient(),
        round.weights().norms(),
        round.health(),
        names.areGroups() && isBySource() ? List.of() : times());
  }

  /** Whether a round is one evaluation at one point, source by source. */
  private boolean isBySource() {
    return !(spec.model() instanceof ModelSpec.Network network)
        || network.options().solver() == NetworkOptions.Solver.LBFGS;
  }

  private List<TaskTime> times() {
    List<TaskTime> times = new ArrayList<>();
    for (TaskEnvelope task : tasks) {
      for (int s = 0; s < task.shards().size(); s++) {
        times.add(new TaskTime(task.shards().get(s), task.host(), task.nanoseconds().get(s) / 1e6));
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
