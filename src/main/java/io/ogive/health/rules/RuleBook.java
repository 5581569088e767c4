package io.ogive.health.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The rules that look on at one training.
 *
 * <p>What a rule finds at a place is told when it first finds it, and once more if it gets worse
 * than WARN; after that only its last round moves. Of many places the worst few are told, the
 * others counted.
 */
public final class RuleBook {
  /** The most places that one rule tells of in a training. */
  public static final int MOST_PLACES = 3;

  private final Map<Rule, Rule.Judge> judges = new LinkedHashMap<>();
  private final Map<String, Map<Place, Entry>> entries = new LinkedHashMap<>();
  private final Map<String, Set<String>> untold = new HashMap<>();
  private final Set<String> exercised = new TreeSet<>();
  private final RunFacts run;
  private double lowest = Double.POSITIVE_INFINITY;
  private boolean suspects;

  /** What was told at a place, in which round it was found last, and how often. */
  public record Entry(Alert alert, int firstRound, int lastRound, int rounds) {
    private Entry again(int round) {
      return new Entry(alert, firstRound, round, rounds + 1);
    }

    private Entry worse(Alert now) {
      return new Entry(now, firstRound, now.round(), rounds + 1);
    }
  }

  public RuleBook(RuleSettings settings, RunFacts run) {
    this.run = run;
    for (Rule rule : Rules.ALL) {
      Map<String, Double> changed = settings.thresholds().get(rule.id());
      if (changed != null) {
        judges.put(rule, rule.judge(new Thresholds(rule, changed), run));
      }
    }
  }

  /**
   * Looks at a round, and gives what is new. Where rounds are single evaluations those that are
   * worse than one before are points that the solver tried and left: nothing is made of them but of
   * the time that they took.
   */
  public List<Alert> look(Observation round) {
    boolean left = !run.steps().areLocal() && round.objective() > lowest;
    lowest = Math.min(lowest, round.objective());
    return look(round, rule -> !rule.looksAtStart() && (!left || rule.looksAtClock()));
  }

  /**
   * Looks at the start, with the rules that look at nothing else: at round 0 where that is one
   * evaluation, else at a sample of rows before it.
   */
  public List<Alert> lookAtStart(Observation start) {
    return look(start, Rule::looksAtStart);
  }

  private List<Alert> look(Observation round, Predicate<Rule> looking) {
    List<Alert> fresh = new ArrayList<>();
    judges.forEach(
        (rule, judge) -> {
          if (looking.test(rule)) {
            Verdict verdict = new Verdict();
            if (judge.look(round, verdict)) {
              exercised.add(rule.id());
            }
            List<Alert> told = take(rule.id(), round.number(), verdict.found());
            suspects |= verdict.suspects() || !told.isEmpty();
            fresh.addAll(told);
          }
        });
    return fresh;
  }

  /** Takes in what was found by other means than by looking at a round. */
  public List<Alert> take(String rule, int round, List<Finding> found) {
    List<Finding> worstFirst = new ArrayList<>(found);
    worstFirst.sort(
        Comparator.comparing(Finding::severity).thenComparingDouble(Finding::effect).reversed());
    List<Alert> fresh = new ArrayList<>();
    Map<Place, Entry> told = entries.computeIfAbsent(rule, id -> new LinkedHashMap<>());
    for (Finding finding : worstFirst) {
      Entry before = told.get(finding.place());
      Alert now = new Alert(round, rule, finding);
      if (before == null && told.size() >= MOST_PLACES) {
        untold.computeIfAbsent(rule, id -> new TreeSet<>()).add(finding.place().toString());
      } else if (before == null) {
        told.put(finding.place(), new Entry(now, round, round, 1));
        fresh.add(now);
      } else if (finding.severity().compareTo(before.alert().severity()) > 0) {
        told.put(finding.place(), before.worse(now));
        fresh.add(now);
      } else {
        told.put(finding.place(), before.again(round));
      }
    }
    return fresh;
  }

  /** Everything that was told, each once, at its worst; in the order of the rules. */
  public List<Entry> entries() {
    return entries.values().stream().flatMap(told -> told.values().stream()).toList();
  }

  /** At how many further places a rule found something. */
  public int untold(String rule) {
    return untold.getOrDefault(rule, Set.of()).size();
  }

  /** Whether a rule has told or suspected something new since this was asked last. */
  public boolean suspects() {
    boolean asked = suspects;
    suspects = false;
    return asked;
  }

  /** The rules that had something to look at. */
  public Set<String> exercised() {
    return exercised;
  }
}
