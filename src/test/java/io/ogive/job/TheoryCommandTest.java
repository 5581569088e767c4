package io.ogive.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.ogive.report.chart.WellFormed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TheoryCommandTest {
  @TempDir Path folder;

  @Test
  void aClaimIsPrintedAndDrawn() throws IOException {
    Path page = folder.resolve("new/theory.html");
    Cli cli = Cli.run("theory", "--only", "recentring", "--output", page.toString());
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(cli.out().lines().toList()).hasSize(3);
    assertThat(cli.out().lines().toList().get(1))
        .matches("recentring +transmission .* 14.15 +14.1\\d* +± 1 % +holds");
    assertThat(WellFormed.elements(WellFormed.parse(Files.readString(page)), "figure")).hasSize(1);
    String first = Files.readString(page);
    Cli.run("theory", "--only", "recentring", "--output", page.toString());
    assertThat(Files.readString(page)).isEqualTo(first);
  }

  @Test
  void aClaimThatIsNotThereIsAUsageError() {
    Cli cli = Cli.run("theory", "--only", "perpetual motion");
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).contains("there is no claim 'perpetual motion'; there are linear core,");
  }
}
