package io.ogive.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.ogive.report.chart.WellFormed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports as they come from the command line, of real small trainings. */
class ReportCommandTest {
  @TempDir private static Path runs;

  @BeforeAll
  static void train() {
    for (String name : new String[] {"one", "two"}) {
      Cli run =
          Cli.run(
              "train",
              "--config",
              "conf/digits.conf",
              "--set",
              "run.name=" + name,
              "--set",
              "solver.max-rounds=" + (name.equals("one") ? 3 : 2),
              "--output",
              runs.resolve(name).toString());
      assertThat(run.code()).as(run.err()).isZero();
    }
  }

  @Test
  void aRunLeavesItsReportAndDrawnAgainItIsTheSame() throws IOException {
    Path report = runs.resolve("one/report.html");
    String drawn = Files.readString(report);
    assertThat(WellFormed.elements(WellFormed.parse(drawn), "figure")).hasSize(10);
    Files.delete(report);
    Cli again = Cli.run("report", "--run", runs.resolve("one").toString());
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(Files.readString(report)).isEqualTo(drawn);
    assertThat(again.json().get("bytes").asLong()).isEqualTo(Files.size(report));
    assertThat(Files.readString(runs.resolve("two/report.html"))).isNotEqualTo(drawn);
  }

  @Test
  void twoRunsAreSetSideBySide() throws IOException {
    Cli both =
        Cli.run(
            "report",
            "--run",
            runs.resolve("one").toString(),
            "--against",
            runs.resolve("two").toString());
    assertThat(both.code()).as(both.err()).isZero();
    String page = Files.readString(runs.resolve("one/against-two.html"));
    WellFormed.checkReferences(WellFormed.parse(page));
    assertThat(page).contains("A: one").contains("B: two").contains("solver.max-rounds");
  }

  @Test
  void theReportGoesWhereItIsSent() throws IOException {
    Path target = runs.resolve("elsewhere.html");
    Cli sent =
        Cli.run("report", "--run", runs.resolve("one").toString(), "--output", target.toString());
    assertThat(sent.code()).as(sent.err()).isZero();
    assertThat(Files.readString(target))
        .isEqualTo(Files.readString(runs.resolve("one/report.html")));
  }

  @Test
  void aRunThatFailsLeavesItsReportToo() throws IOException {
    Path output = runs.resolve("strict");
    Cli strict =
        Cli.run(
            "train",
            "--config",
            "conf/digits.conf",
            "--set",
            "solver.max-rounds=1",
            "--output",
            output.toString(),
            "--require",
            "test.accuracy>=0.99");
    assertThat(strict.code()).isEqualTo(23);
    Path failed = runs.resolve("strict.failed");
    String page = Files.readString(failed.resolve("report.html"));
    String header = WellFormed.elements(WellFormed.parse(page), "header").get(0).getTextContent();
    assertThat(header).contains("Failed").contains("test.accuracy>=0.99 is not met");
    Cli again = Cli.run("report", "--run", failed.toString());
    assertThat(again.code()).isZero();
    assertThat(Files.readString(failed.resolve("report.html"))).isEqualTo(page);
  }

  @Test
  void whereThereIsNoRunThereIsNoReport() {
    Cli none = Cli.run("report", "--run", runs.resolve("nothing").toString());
    assertThat(none.code()).isEqualTo(3);
    assertThat(none.err()).contains("there is no run at");
  }
}
