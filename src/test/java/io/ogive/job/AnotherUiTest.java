package io.ogive.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.ogive.testing.LocalSpark;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.ui.SparkUI;
import org.apache.spark.ui.WebUITab;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import scala.Option;

/** A whole training under a Spark whose UI lacks what the live page hangs on. */
class AnotherUiTest {
  private static final String LOGGER = "io.ogive.spark.LivePage";

  private final List<String> warnings = new CopyOnWriteArrayList<>();
  private final AbstractAppender appender =
      new AbstractAppender("warnings", null, null, false, Property.EMPTY_ARRAY) {
        @Override
        public void append(LogEvent event) {
          warnings.add(event.getMessage().getFormattedMessage());
        }
      };
  private SparkContext spark;

  @BeforeEach
  void listen() {
    spark =
        LocalSpark.session("local[2]", Map.of("spark.ui.enabled", "true", "spark.ui.port", "0"))
            .sparkContext();
    appender.start();
    Configurator.setLevel(LOGGER, Level.WARN);
    ((Logger) LogManager.getLogger(LOGGER)).addAppender(appender);
  }

  @AfterEach
  void forget() {
    ((Logger) LogManager.getLogger(LOGGER)).removeAppender(appender);
  }

  @AfterAll
  static void stop() {
    LocalSpark.stop();
  }

  /** Spark's UI as a vendor may have built it. */
  private static class OtherUi extends SparkUI {
    OtherUi(SparkContext spark) {
      super(
          spark.statusStore(),
          Option.apply(spark),
          spark.conf(),
          SparkEnv.get().securityManager(),
          spark.appName(),
          "",
          spark.startTime(),
          spark.version());
    }
  }

  private static final class UiWithoutHandlers extends OtherUi {
    UiWithoutHandlers(SparkContext spark) {
      super(spark);
    }

    @Override
    public void attachHandler(String path, HttpServlet servlet, String pathSpec) {
      throw new NoSuchMethodError("SparkUI.attachHandler");
    }
  }

  private static final class UiWithoutTabs extends OtherUi {
    UiWithoutTabs(SparkContext spark) {
      super(spark);
    }

    @Override
    public void attachTab(WebUITab tab) {
      if (tab.prefix().equals("ogive")) {
        throw new NoSuchMethodError("SparkUI.attachTab");
      }
      super.attachTab(tab);
    }
  }

  @Test
  void aTrainingUnderAUiThatThrowsGivesOneWarningAndTheSameModel() throws Exception {
    String unseen = trained("health.live-page=false");
    assertThat(trained("health.live-page=true")).isEqualTo(unseen);
    assertThat(warnings).as("the control: Spark's own UI").isEmpty();

    assertThat(trainedUnder(new UiWithoutHandlers(spark))).isEqualTo(unseen);
    assertThat(warnings)
        .singleElement()
        .asString()
        .contains("the run goes on without it", "SparkUI.attachHandler", "health.live-page");

    warnings.clear();
    SparkUI halfway = new UiWithoutTabs(spark);
    halfway.bind();
    assertThat(trainedUnder(halfway)).isEqualTo(unseen);
    assertThat(warnings).singleElement().asString().contains("SparkUI.attachTab");
    assertThat(pageOf(halfway)).as("the page without its tab").doesNotContain("id=\"notice\"");
    halfway.stop();
  }

  private static String pageOf(SparkUI ui) throws IOException, InterruptedException {
    URI address = URI.create("http://127.0.0.1:" + ui.boundPort() + "/ogive-live/");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private String trainedUnder(SparkUI other) throws Exception {
    Field ui = SparkContext.class.getDeclaredField("_ui");
    ui.setAccessible(true);
    Object own = ui.get(spark);
    ui.set(spark, Option.apply(other));
    try {
      return trained("health.live-page=true");
    } finally {
      ui.set(spark, own);
    }
  }

  /** The hash of the model of a whole training. */
  private static String trained(String livePage) throws IOException {
    Cli run =
        Cli.here(
            "train",
            "--config",
            "conf/digits.conf",
            "--set",
            "solver.max-rounds=3",
            "--set",
            livePage);
    assertThat(run.code()).as(run.err()).isZero();
    return run.json().get("model_sha256").asText();
  }
}
