package io.ogive.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.ogive.health.HealthTotal;
import io.ogive.health.SourceHealth;
import io.ogive.health.SourceNames;
import io.ogive.math.Sigmoid;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** However many sources there are, the log of a round is bounded and loses no row. */
class LogRowsTest {
  private static HealthTotal total(int sources, int odd) {
    HealthTotal total = new HealthTotal(0, 2);
    for (int s = 0; s < sources; s++) {
      double m = s == odd ? -4 : 1 + (s % 7) / 10.0;
      double[] margin = {m, 2 * m, -m / 2};
      double[] p = new double[3];
      double[] loss = new double[3];
      for (int i = 0; i < 3; i++) {
        p[i] = Sigmoid.sigmoid(margin[i]);
        loss[i] = Sigmoid.softplus(-margin[i]);
      }
      total.source(s).margins().observe(new double[] {0, 1, 1}, margin, p, loss, 3);
      total.source(s).observeOutput(0.5, 3);
    }
    return total;
  }

  @Test
  void upTo1024SourcesEachHasItsRow() {
    LogRows rows = LogRows.of(total(1024, -1));
    assertThat(rows.bySource()).hasSize(1024).doesNotContainKey(LogRows.REST);
    assertThat(rows.merged()).isZero();
  }

  @Test
  void ofMoreTheOrdinaryOnesAreOneRowAndTheOddOneStandsAlone() {
    HealthTotal health = total(1500, 1333);
    LogRows rows = LogRows.of(health);
    assertThat(rows.bySource()).hasSize(1024).containsKey(1333);
    assertThat(rows.merged()).isEqualTo(1500 - 1023);
    SourceHealth rest = rows.bySource().get(LogRows.REST);
    assertThat(rest.rows()).isEqualTo(3L * rows.merged());
    long all = rows.bySource().values().stream().mapToLong(SourceHealth::rows).sum();
    assertThat(all).isEqualTo(health.whole().rows());
    // The negative control: an ordinary one late in the order is not there.
    assertThat(rows.bySource().keySet()).hasSizeLessThan(1500);
  }

  @Test
  void sourcesOfAFileAreCountedUnderTheFirst() {
    SourceNames names = new SourceNames(Map.of(0, "a.csv", 1, "b.csv", 2, "a.csv"));
    HealthTotal grouped = total(4, 2).groupedBy(names::group);
    assertThat(grouped.sources().keySet()).containsExactly(0, 1, 3);
    assertThat(grouped.sources().get(0).rows()).isEqualTo(6);
    assertThat(grouped.whole().margins().label(1).sumMargin())
        .isEqualTo(total(4, 2).whole().margins().label(1).sumMargin());
    assertThat(names.of(2)).contains("a.csv");
    assertThat(names.of(3)).isEmpty();
    assertThat(SourceNames.of(List.of("x", "y", "z"))).contains("x and 2 more");
  }
}
