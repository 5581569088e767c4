package io.ogive.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.ogive.health.HealthLevel;
import io.ogive.health.rules.Alert;
import io.ogive.health.rules.Finding;
import io.ogive.health.rules.Place;
import io.ogive.health.rules.Severity;
import io.ogive.model.NetworkModel;
import io.ogive.solver.NetworkOptions;
import io.ogive.solver.Round;
import io.ogive.solver.StoppingRule;
import io.ogive.testing.LocalSpark;
import io.ogive.testing.SeededRows;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What a run shows in Spark while it goes on. */
class RunWatchTest {
  private static final int ROUNDS = 4;
  private static final String SINK = "spark.metrics.conf.*.sink.prometheusServlet.";
  private static final Pattern GAUGE =
      Pattern.compile(
          "metrics_ogive_driver_plugin_io_ogive_spark_OgivePlugin_(\\w+)_Value\\{.*\\} (\\S+)");

  @AfterAll
  static void stop() {
    LocalSpark.stop();
  }

  private static SparkSession withPlugin() {
    return LocalSpark.session(
        "local[2]",
        Map.of(
            "spark.ui.enabled",
            "true",
            "spark.ui.port",
            "0",
            "spark.plugins",
            OgivePlugin.class.getName(),
            "spark.metrics.namespace",
            "ogive",
            SINK + "class",
            "org.apache.spark.metrics.sink.PrometheusServlet",
            SINK + "path",
            "/metrics/prometheus"));
  }

  @Test
  void thePluginsGaugesFollowARunInPrometheusServlet() {
    SparkSession spark = withPlugin();
    List<Round> rounds = new ArrayList<>();
    List<Map<String, Double>> seen = new ArrayList<>();
    try (RunWatch watch = new RunWatch()) {
      watch.attach(spark.sparkContext());
      assertThat(sources()).as("beside the plugin's").isZero();
      seen.add(gauges(spark));
      watch.alert(told("LOW_TRANSMISSION", 1, Severity.WARN));
      watch.alert(told("LOW_TRANSMISSION", 2, Severity.WARN));
      watch.alert(told("LOW_TRANSMISSION", 2, Severity.CRIT));
      fit(
          spark,
          TrainingListener.of(
              watch,
              round -> {
                rounds.add(round);
                seen.add(gauges(spark));
              }));
    }
    seen.add(gauges(spark));
    assertThat(seen.get(0)).hasSizeBetween(10, 12).containsEntry("round", -1.0);
    assertThat(seen.get(0).get("loss")).isNaN();
    for (int r = 0; r < ROUNDS; r++) {
      assertThat(seen.get(1 + r))
          .containsEntry("running", 1.0)
          .containsEntry("round", (double) r)
          .containsEntry("loss", rounds.get(r).loss())
          .containsEntry("gradient_norm", rounds.get(r).gradientNorm())
          .containsEntry(
              "transmission", rounds.get(r).health().whole().hidden().get(0).transmission())
          .containsEntry("alerts_warn", 1.0)
          .containsEntry("alerts_crit", 1.0);
    }
    assertThat(seen.get(ROUNDS + 1)).containsEntry("running", 0.0).containsEntry("round", 3.0);
  }

  @Test
  void withoutThePluginARunRegistersTheGaugesAndTakesThemBack() {
    SparkSession spark = LocalSpark.session("local[2]");
    assertThat(sources()).isZero();
    try (RunWatch watch = new RunWatch()) {
      watch.attach(spark.sparkContext());
      assertThat(sources()).isEqualTo(1);
    }
    assertThat(sources()).isZero();
  }

  private static int sources() {
    return SparkEnv.get().metricsSystem().getSourcesByName(GaugeSource.NAME).size();
  }

  @Test
  void jobsOfARoundSayHowTheOneBeforeEndedAndTheModelIsTheSameBits() throws Exception {
    SparkSession spark = LocalSpark.session("local[2]");
    SparkContext context = spark.sparkContext();
    NetworkModel quiet = fit(spark, round -> {});
    Descriptions descriptions = new Descriptions();
    context.addSparkListener(descriptions);
    context.setJobDescription("nightly");
    NetworkModel watched;
    try (RunWatch watch = new RunWatch()) {
      watch.attach(context);
      watched =
          fit(
              spark,
              TrainingListener.of(
                  watch,
                  round -> {
                    if (round.number() == 1) {
                      watch.alert(told("SATURATED_LAYER", 1, Severity.WARN));
                    }
                  }));
    }
    assertThat(context.getLocalProperty("spark.job.description")).isEqualTo("nightly");
    context.setJobDescription(null);
    context.listenerBus().waitUntilEmpty(10_000);
    context.removeSparkListener(descriptions);
    assertThat(watched.network().parameters()).isEqualTo(quiet.network().parameters());
    assertThat(descriptions.seen)
        .anyMatch(text -> text.equals("nightly · local steps from 0"))
        .anyMatch(
            text ->
                text.matches(
                    "nightly · round 0 · loss [.\\d]+ · T [.\\d]+ · local steps from \\d+"))
        .anyMatch(
            text ->
                text.matches(
                    "nightly · round 1 · loss [.\\d]+ · T [.\\d]+ · 1 alert · local steps from \\d+"));
  }

  @Test
  void aStatusIsAFewWords() {
    RunStatus status = new RunStatus(true, 12, 0.3123, 0.32, 1, 1, 0.4149, 0.1, 1, 0, 0.1);
    assertThat(status.words()).isEqualTo("round 12 · loss .312 · T .41 · 1 alert");
    assertThat(status.withAlerts(2, 1).words()).endsWith(" · 3 alerts");
    assertThat(new RunStatus(true, 3, 2e-5, 0, 0, 0, Double.NaN, 0, 0, 0, 0).words())
        .isEqualTo("round 3 · loss 2.0e-05");
    assertThat(RunStatus.NONE.words()).isEqualTo("start");
  }

  private static final class Descriptions extends SparkListener {
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void onJobStart(SparkListenerJobStart start) {
      seen.add(String.valueOf(start.properties().getProperty("spark.job.description")));
    }
  }

  private static Diagnosis.Told told(String rule, int layer, Severity severity) {
    Finding finding =
        new Finding(severity, Place.ofLayer(layer), 1, Map.of(), "message", "cause", "cure");
    return new Diagnosis.Told(Optional.empty(), new Alert(1, rule, finding), Optional.empty());
  }

  private static NetworkModel fit(SparkSession spark, TrainingListener listener) {
    SeededRows rows = SeededRows.draw(3, 300, 4, 2);
    Ingested ingested = Ingest.of(rows.frame(spark, 2), InputSpec.ofRows("y").exclude("w").build());
    NetworkOptions options =
        NetworkOptions.builder().sigmoids(3).stopping(new StoppingRule(ROUNDS, 0)).build();
    try (SparkBlockStore store = ingested.store().withMostNear(0)) {
      return (NetworkModel)
          Trainer.fit(
                  store,
                  ingested.features(),
                  new ModelSpec.Network(options),
                  HealthLevel.BASIC,
                  listener)
              .model();
    }
  }

  private static Map<String, Double> gauges(SparkSession spark) {
    String page = spark.sparkContext().uiWebUrl().get() + "/metrics/prometheus";
    try {
      HttpResponse<String> answer =
          HttpClient.newBuilder()
              .followRedirects(HttpClient.Redirect.NORMAL)
              .build()
              .send(
                  HttpRequest.newBuilder(URI.create(page)).build(),
                  HttpResponse.BodyHandlers.ofString());
      Map<String, Double> gauges = new TreeMap<>();
      Matcher lines = GAUGE.matcher(answer.body());
      while (lines.find()) {
        gauges.put(lines.group(1), Double.valueOf(lines.group(2)));
      }
      return gauges;
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
