package io.ogive.job;

import io.ogive.health.SourceNames;
import io.ogive.report.LiveReport;
import io.ogive.solver.Round;
import io.ogive.spark.Cure;
import io.ogive.spark.Diagnosis;
import io.ogive.spark.LivePage;
import io.ogive.spark.RunStatus;
import io.ogive.spark.RunWatch;
import io.ogive.spark.TrainingListener;
import java.util.Locale;
import org.apache.spark.SparkContext;

/** A run as the live page shows it. */
final class LiveRun implements TrainingListener, AutoCloseable {
  private final LiveReport report;
  private final LivePage page = new LivePage();
  private final boolean isWanted;

  LiveRun(JobSettings settings) {
    report = new LiveReport(settings.runName(), Rendering.hocon(settings.resolved()));
    isWanted = settings.livePage();
  }

  /** From now on shows the run in this Spark's UI. */
  void attach(SparkContext spark) {
    if (isWanted) {
      page.attach(spark, () -> report.page(words(RunWatch.latest())));
    }
  }

  @Override
  public void onRound(Round round) {
    page.tell(
        () ->
            report.add(
                round.penalty().map(Object::toString).orElse(""),
                new LiveReport.Told(
                    round.number(),
                    round.loss(),
                    round.gradientNorm(),
                    round.heldOutLoss().orElse(Double.NaN)),
                round.health()));
  }

  @Override
  public void onNames(SourceNames names) {
    page.tell(() -> report.names(names));
  }

  @Override
  public void onRestart(Cure cure) {
    page.tell(report::restart);
  }

  void alert(Diagnosis.Told told) {
    page.tell(() -> report.alert(Json.line(AlertLog.line(told))));
  }

  private static String words(RunStatus status) {
    String words = status.words();
    return Double.isNaN(status.seconds())
        ? words
        : words + String.format(Locale.ROOT, " · %.2f s a round", status.seconds());
  }

  @Override
  public void close() {
    page.close();
  }
}
