package io.ogive.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.ogive.testing.LocalSpark;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.SparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The page stands in Spark's UI while it is wanted, and nothing that goes wrong there gets out. */
class LivePageTest {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();

  @AfterAll
  static void stop() {
    LocalSpark.stop();
  }

  private static SparkContext withUi() {
    return LocalSpark.session("local[2]", Map.of("spark.ui.enabled", "true", "spark.ui.port", "0"))
        .sparkContext();
  }

  @Test
  void thePageIsServedFromWhatTheDriverHasAndTakenAway() {
    SparkContext spark = withUi();
    AtomicInteger round = new AtomicInteger();
    try (LivePage page = new LivePage()) {
      page.attach(spark, () -> "<p>round " + round.get() + "</p>");
      assertThat(page.isShown()).isTrue();
      HttpResponse<String> answer = get(spark, "/ogive-live/");
      assertThat(answer.body()).isEqualTo("<p>round 0</p>");
      assertThat(answer.headers().firstValue("content-type").orElseThrow())
          .containsIgnoringCase("text/html");
      assertThat(answer.headers().firstValue("content-security-policy").orElseThrow())
          .contains("default-src 'none'");
      round.set(7);
      assertThat(get(spark, "/ogive-live/").body()).isEqualTo("<p>round 7</p>");
      String tab = get(spark, "/ogive/").body();
      assertThat(tab).contains("src=\"../ogive-live/\"");
      assertThat(get(spark, "/jobs/").body()).contains("/ogive/");
    }
    assertThat(get(spark, "/ogive-live/").body()).doesNotContain("round 7");
    assertThat(get(spark, "/jobs/").body()).doesNotContain("/ogive/");
  }

  @Test
  void aPageThatCannotBeDrawnIsAnErrorOfItsOwn() {
    SparkContext spark = withUi();
    try (LivePage page = new LivePage()) {
      page.attach(
          spark,
          () -> {
            throw new NoSuchMethodError("drawn by another version");
          });
      assertThat(get(spark, "/ogive-live/").statusCode()).isEqualTo(500);
      assertThat(get(spark, "/jobs/").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aUiThatThrowsIsWarnedOfOnceAndForgotten() {
    LivePage page = new LivePage();
    page.attach(
        (spark, drawn) -> {
          throw new NoSuchMethodError("org.apache.spark.ui.SparkUI.attachHandler");
        },
        withUi(),
        () -> "");
    assertThat(page.isShown()).isFalse();
    assertThat(page.hasWarned()).isTrue();
    page.tell(
        () -> {
          throw new AssertionError("told although it stands nowhere");
        });
    page.close();
  }

  @Test
  void aFaultInTellingEndsTheTellingAlone() {
    LivePage page = new LivePage();
    AtomicInteger told = new AtomicInteger();
    page.attach((spark, drawn) -> Optional.of(() -> {}), withUi(), () -> "");
    page.tell(told::incrementAndGet);
    page.tell(
        () -> {
          throw new NoClassDefFoundError("scala/xml/Node");
        });
    page.tell(told::incrementAndGet);
    assertThat(told).hasValue(1);
    page.close();
  }

  @Test
  void whereThereIsNoUiThereIsNoPageAndNoWarning() {
    try (LivePage page = new LivePage()) {
      page.attach(LocalSpark.session("local[2]").sparkContext(), () -> "");
      assertThat(page.isShown()).isFalse();
      assertThat(page.hasWarned()).isFalse();
    }
  }

  private static HttpResponse<String> get(SparkContext spark, String path) {
    URI address = URI.create("http://127.0.0.1:" + spark.ui().get().boundPort() + path);
    try {
      return CLIENT.send(
          HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
