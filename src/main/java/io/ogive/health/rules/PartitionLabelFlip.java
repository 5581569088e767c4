package io.ogive.health.rules;

import io.ogive.health.SourceHealth;
import java.util.List;

/** PARTITION_LABEL_FLIP: in a partition labels go against the scores. */
final class PartitionLabelFlip implements Rule {
  private static final String CAUSE =
      "labels that are inverted, or off by one, in this partition alone: another coding of the same"
          + " classes, or a join that went wrong";

  @Override
  public String id() {
    return "PARTITION_LABEL_FLIP";
  }

  @Override
  public List<Threshold> thresholds() {
    return List.of(
        Threshold.atLeastZero("errors", 5, "how far below 0 the correlation is, standard errors"));
  }

  @Override
  public Page page() {
    return new Page(
        "In one partition, or group, labels go against the scores: they are inverted there.",
        "the correlation of label and score inside a partition is below 0 by more than {errors}"
            + " standard errors while that of all rows is above 0 by as many (CRIT)",
        "Of two classes it is the correlation of label y and score z; of several that of all"
            + " indicators of classes with all probabilities, at level full. In rounds of local steps a"
            + " sample of rows is looked at before the steps, which would soon learn flipped rows."
            + " Where labels are right"
            + " it is above 0 in every partition from round 1 on, and flipped ones stand apart"
            + " without doubt: -0.62 against at least +0.55 on census data. The cosine of gradients"
            + " does not tell, since near the optimum healthy partitions go negative too.",
        CAUSE,
        "look at the labels of the partition's source, and correct or leave out its rows",
        "partition 5 (509 rows): labels and scores correlate by -0.62, by +0.61 in all rows");
  }

  @Override
  public Judge judge(Thresholds by, RunFacts run) {
    return (round, into) -> {
      // Where all begins at the base rates, scores differ by rounding alone.
      if (!round.isMeasured() || round.number() == 0 || round.sources().size() < 2) {
        return false;
      }
      SourceHealth whole = compared(round.whole(), run);
      double all = whole.labelCorrelation();
      if (!known(all)) {
        return false;
      }
      boolean above = all > by.of("errors") * whole.labelCorrelationError();
      round
          .sources()
          .forEach(
              (source, health) -> {
                SourceHealth here = compared(health, run);
                double correlation = here.labelCorrelation();
                double seen = run.data().timesSeen(source, here.rows());
                double errors = -correlation / (here.labelCorrelationError() * Math.sqrt(seen));
                if (above && known(correlation) && errors > by.of("errors")) {
                  into.found(finding(run, source, here, correlation, all, errors));
                }
              });
      return true;
    };
  }

  /**
   * At weights that all partitions share where these were measured: steps on flipped rows soon
   * learn them.
   */
  private static SourceHealth compared(SourceHealth health, RunFacts run) {
    return run.steps().areLocal() ? health.probe().orElse(health) : health;
  }

  private static boolean known(double correlation) {
    return correlation >= -1.001 && correlation <= 1.001;
  }

  private static Finding finding(
      RunFacts run,
      int source,
      SourceHealth health,
      double correlation,
      double all,
      double errors) {
    return new Finding(
        Severity.CRIT,
        Place.ofSource(source),
        errors,
        Evidence.of("correlation", correlation)
            .and("correlation_of_all", all)
            .and("standard_errors", errors)
            .and("rows", health.rows())
            .map(),
        Words.say(
            "%s (%d rows): labels and scores correlate by %+.2f, by %+.2f in all rows",
            run.data().name(source), health.rows(), correlation, all),
        CAUSE,
        Words.say(
            "look at the labels of %s, and correct or leave out its rows",
            run.data().name(source)));
  }
}
