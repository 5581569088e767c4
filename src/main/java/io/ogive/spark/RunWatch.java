package io.ogive.spark;

import io.ogive.health.rules.Severity;
import io.ogive.solver.Round;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkContext;

/**
 * Shows a run in Spark while it goes on: the state after each round stands before the description
 * of the next round's jobs, and in the {@link RunGauges gauges}. Cannot change the training.
 */
public final class RunWatch implements TrainingListener, AutoCloseable {
  private static final String DESCRIPTION = "spark.job.description";

  private static volatile RunStatus latest = RunStatus.NONE;

  private final Map<List<Object>, Severity> alerts = new HashMap<>();
  private Optional<SparkContext> context = Optional.empty();
  private Optional<GaugeSource> source = Optional.empty();
  private String before;
  private long since = System.nanoTime();

  /** Where the last run of this JVM stands. */
  public static RunStatus latest() {
    return latest;
  }

  /** From now on shows the run in this Spark. */
  public void attach(SparkContext spark) {
    context = Optional.of(spark);
    before = spark.getLocalProperty(DESCRIPTION);
    source = GaugeSource.register(spark);
    latest = RunStatus.started();
    since = System.nanoTime();
  }

  @Override
  public void onRound(Round round) {
    long now = System.nanoTime();
    latest = latest.after(round, (now - since) / 1e9);
    since = now;
    describe();
  }

  /** Counts an alert, once for each place however often it is told. */
  public void alert(Diagnosis.Told told) {
    alerts.put(
        List.of(told.penalty(), told.alert().rule(), told.alert().place()),
        told.alert().severity());
    int critical = (int) alerts.values().stream().filter(s -> s == Severity.CRIT).count();
    latest = latest.withAlerts(alerts.size() - critical, critical);
    describe();
  }

  private void describe() {
    context.ifPresent(spark -> spark.setJobDescription(described()));
  }

  private String described() {
    return before == null ? latest.words() : before + " · " + latest.words();
  }

  /** The run is over. */
  @Override
  public void close() {
    latest = latest.ended();
    context.filter(spark -> !spark.isStopped()).ifPresent(spark -> spark.setJobDescription(before));
    source.ifPresent(GaugeSource::close);
    context = Optional.empty();
    source = Optional.empty();
  }
}
