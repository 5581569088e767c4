package io.ogive.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ogive.data.Column;
import io.ogive.data.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of rows that a policy drops or fills, and of the levels in them. */
class RowPoliciesTest {
  @Test
  void droppedRowsAreCountedByReason() {
    String sql =
        BadRowsTest.values(
            "y, x, z, w",
            "(0, 1D, 1D, 1D), (1, 2D, null, 1D), (0, 3D, 3D, 1D), (1, 4D, 4D, 1D)",
            "(1, double('NaN'), 1D, 1D), (null, 1D, 1D, 1D), (1, 1D, 1D, -1D), (1, 1e300D, 1D,"
                + " 1D)");
    InputSpec spec =
        BadRowsTest.y().weight("w").missing(Column.Missing.DROP).dropBadRows(0.5).build();
    Ingested ingested = Ingest.of(BadRowsTest.spark().sql(sql).coalesce(1), spec);
    assertThat(ingested.droppedByReason())
        .containsExactly(
            Map.entry("bad value in column 'w'", 1L),
            Map.entry("bad value in column 'x'", 2L),
            Map.entry("bad value in column 'y'", 1L),
            Map.entry("missing value in column 'z'", 1L));
    assertThat(ingested.store().summary().rows(Role.TRAIN)).isEqualTo(3);
    ingested.store().close();
  }

  @Test
  void levelsOfDroppedRowsAreNotFitted() {
    String sql =
        BadRowsTest.values("y, x, t", "(0, 1D, 'a'), (1, 2D, 'b'), (1, double('NaN'), 'c')");
    Ingested ingested =
        Ingest.of(
            BadRowsTest.spark().sql(sql).coalesce(1), BadRowsTest.y().dropBadRows(0.5).build());
    assertThat(ingested.features().slotNames()).containsExactly("x", "t=b");
    ingested.store().close();
  }

  @Test
  void aLevelThatTrainingHasNotSeenFollowsThePolicy() {
    String sql =
        BadRowsTest.values(
            "y, x, s", "(0, 'a', 'r'), (1, 'b', 'r'), (1, 'c', 'test'), (1, 'a', 'test')");
    assertThatThrownBy(
            () ->
                Ingest.of(
                    BadRowsTest.spark().sql(sql).coalesce(1), BadRowsTest.split("test").build()))
        .isExactlyInstanceOf(BadInputException.class)
        .hasMessageContainingAll(
            "row 3", "'x'", "level 'c' was not seen in training", "features.unseen");
    for (Column.Unseen policy : new Column.Unseen[] {Column.Unseen.OTHER, Column.Unseen.ZERO}) {
      Ingested ingested =
          Ingest.of(
              BadRowsTest.spark().sql(sql).coalesce(1),
              BadRowsTest.split("test").unseen(policy).build());
      List<StoredRows.One> test = StoredRows.of(ingested).of(Role.TEST);
      assertThat(test.get(0).x())
          .isEqualTo(policy == Column.Unseen.OTHER ? List.of(0.0, 1.0) : List.of(0.0));
      assertThat(test.get(1).x()).containsOnly(0.0);
      ingested.store().close();
    }
  }

  @Test
  void aNumberMissingOnlyAmongHeldOutRowsIsFilledWithoutAnIndicator() {
    String sql = BadRowsTest.values("y, x, s", "(0, 1D, 'r'), (1, 2D, 'r'), (1, null, 'test')");
    Ingested ingested =
        Ingest.of(
            BadRowsTest.spark().sql(sql).coalesce(1),
            BadRowsTest.split("test").missing(Column.Missing.MEAN).build());
    assertThat(ingested.features().columns())
        .containsExactly(new Column.Numeric("x", Column.Missing.FILL, 1.5));
    assertThat(StoredRows.of(ingested).of(Role.TEST).get(0).x()).containsExactly(1.5);
    ingested.store().close();
  }
}
