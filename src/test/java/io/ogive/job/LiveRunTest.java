package io.ogive.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ogive.report.chart.WellFormed;
import io.ogive.testing.LocalSpark;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

/** A training looked at while it goes on gives the model that it gives unseen. */
class LiveRunTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir private Path folder;

  @AfterAll
  static void stop() {
    LocalSpark.stop();
  }

  @Test
  void theRunIsSeenAndItsModelIsTheSameBytes() throws Exception {
    SparkSession spark =
        LocalSpark.session("local[2]", Map.of("spark.ui.enabled", "true", "spark.ui.port", "0"));
    int port = spark.sparkContext().ui().get().boundPort();
    URI address = URI.create("http://127.0.0.1:" + port + "/ogive-live/");
    String rows = rows();
    ExecutorService runner = Executors.newSingleThreadExecutor();
    try {
      Future<JsonNode> shown = runner.submit(training(rows, "true"));
      Map<Integer, String> pages = new TreeMap<>();
      while (!shown.isDone()) {
        String page = get(address);
        if (page.contains("id=\"notice\"")) {
          pages.put(page.length(), page);
        }
        Thread.sleep(20); // the cores are the training's
      }
      assertThat(pages).as("pages of different rounds").hasSizeGreaterThan(2);
      String last = pages.get(((TreeMap<Integer, String>) pages).lastKey());
      Document page = WellFormed.parse(last);
      WellFormed.checkReferences(page);
      assertThat(WellFormed.elements(page, "figure"))
          .extracting(figure -> figure.getAttribute("id"))
          .containsExactly("loss", "gradient", "map-hidden", "map-output");
      assertThat(last).contains("http-equiv=\"refresh\"").contains("fetch(\"?\"");
      JsonNode unseen = runner.submit(training(rows, "false")).get();
      assertThat(shown.get().get("model_sha256")).isEqualTo(unseen.get("model_sha256"));
      assertThat(get(address)).doesNotContain("id=\"notice\"");
    } finally {
      runner.shutdownNow();
    }
  }

  private String rows() throws IOException {
    Random random = new Random(1);
    StringBuilder rows = new StringBuilder("a,b,y\n");
    for (int i = 0; i < 600; i++) {
      double a = random.nextGaussian();
      double b = random.nextGaussian();
      rows.append(a).append(',').append(b).append(',').append(a * b > 0 ? 1 : 0).append('\n');
    }
    return Files.writeString(folder.resolve("rows.csv"), rows).toString();
  }

  private static Callable<JsonNode> training(String rows, String livePage) {
    return () -> {
      Cli run =
          Cli.here(
              "train",
              "--config",
              "conf/digits.conf",
              "--set",
              "input.path=" + rows,
              "--set",
              "input.options.header=true",
              "--set",
              "input.label=y",
              "--set",
              "health.live-page=" + livePage);
      assertThat(run.code()).as(run.err()).isZero();
      return run.json();
    };
  }

  private static String get(URI address) throws IOException, InterruptedException {
    return CLIENT
        .send(
            HttpRequest.newBuilder(address).build(),
            HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
        .body();
  }
}
