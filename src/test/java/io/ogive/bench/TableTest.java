package io.ogive.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  private static final Figure MEASURED =
      new Figure(
          "dense",
          "mllib",
          "first fit",
          "1.250 s",
          "20.0 s",
          16,
          Figure.atLeast(15),
          Figure.Verdict.MET,
          "objective 0.5");
  private static final Figure MISSING = Figure.missing("words", "liblinear", "2.0 s", "not there");

  @Test
  void columnsStandUnderTheirHeads() {
    List<String> lines = Table.of(List.of(MEASURED, MISSING)).lines().toList();
    assertThat(lines)
        .containsExactly(
            "work   against    when       ogive    peer    ratio  wanted  verdict  note",
            "dense  mllib      first fit  1.250 s  20.0 s  16.0   >= 15   met      objective 0.5",
            "words  liblinear             2.0 s                                    not there");
  }

  @Test
  void linesWrittenOneByOneStandUnderOneAnother() {
    Table table = Table.growing();
    String head = table.head();
    int note = head.indexOf("note");
    assertThat(table.line(MEASURED).indexOf("objective 0.5")).isEqualTo(note);
    assertThat(table.line(MISSING).indexOf("not there")).isEqualTo(note);
    Figure wide = Figure.missing("w".repeat(30), "", "", "wide");
    assertThat(table.line(wide).indexOf("wide")).isGreaterThan(note);
    assertThat(table.line(MISSING).indexOf("not there"))
        .isEqualTo(table.line(wide).indexOf("wide"));
  }

  @Test
  void jsonHasTheRatioAsANumberAndNoneWhereThereIsNone() {
    assertThat(MEASURED.json().path("ratio").asDouble()).isEqualTo(16);
    assertThat(MEASURED.json().path("verdict").asText()).isEqualTo("met");
    assertThat(MISSING.json().has("ratio")).isFalse();
    assertThat(MISSING.json().path("note").asText()).isEqualTo("not there");
  }

  @Test
  void boundsAreWrittenAsTheyAreRead() {
    assertThat(Figure.atLeast(15)).isEqualTo(">= 15");
    assertThat(Figure.atMost(0.65)).isEqualTo("<= 0.65");
  }
}
