package io.ogive.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ogive.data.Block;
import io.ogive.data.Role;
import io.ogive.testing.LocalSpark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** Which group a row is in is a function of the rows, and no part of the blocks' contents. */
class RowGroupsTest {
  /** 500 a, 250 b, 125 c, then d to f, and a missing one. */
  private static final String ROWS =
      "select cast(id % 2 as int) as y, sin(id) as x,"
          + " case when id % 1000 = 999 then null when id % 2 = 0 then 'a' when id % 4 = 1 then 'b'"
          + " when id % 8 = 3 then 'c' when id % 16 = 7 then 'd' when id % 32 = 15 then 'e'"
          + " else 'f' end as g from range(1000)";

  private static final InputSpec SPEC =
      InputSpec.ofRows("y")
          .exclude("g")
          .partitions(5)
          .blockRows(64)
          .split(new InputSpec.Split.ByHash(0.3, 1))
          .build();

  private static Dataset<Row> rows() {
    SparkSession spark = LocalSpark.session("local[2,4]");
    return spark.sql(ROWS);
  }

  private static List<List<Short>> groups(SparkBlockStore store) {
    List<List<Short>> all = new ArrayList<>();
    for (Block block : store.blocks().collect()) {
      List<Short> of = new ArrayList<>();
      for (short group : block.groups()) {
        of.add(group);
      }
      assertThat(of).hasSize(block.rows());
      all.add(of);
    }
    return all;
  }

  @Test
  void blocksAreTheSameWithGroupsAndGroupsWhenTheyAreBuiltAgain() {
    Ingested grouped = Ingest.of(rows(), SPEC, Optional.of(new GroupColumn("g", 4)));
    Ingested plain = Ingest.of(rows(), SPEC);
    try (SparkBlockStore store = grouped.store().withMostNear(0);
        SparkBlockStore other = plain.store()) {
      assertThat(store.summary().fingerprint()).isEqualTo(other.summary().fingerprint());
      assertThat(other.blocks().collect()).allMatch(block -> block.groups().length == 0);
      List<List<Short>> before = groups(store);
      store.evict();
      assertThat(groups(store)).isEqualTo(before);
      assertThat(grouped.names().areGroups()).isTrue();
      assertThat(plain.names().areGroups()).isFalse();
      assertThat(grouped.names().all())
          .isEqualTo(Map.of(0, "g=a", 1, "g=b", 2, "g=c", 3, "g, all others", 4, "g missing"));
      assertThat(grouped.names().rows().values().stream().mapToLong(Long::longValue).sum())
          .isEqualTo(store.summary().rows(Role.TRAIN));
      assertThat(grouped.names().rows().get(0)).isBetween(300L, 400L);
      assertThat(grouped.columns().sources()).as("of partitions, not of groups").isEmpty();
    }
  }

  @Test
  void asManyGroupsAsThereMayBeAreAllNamed() {
    try (SparkBlockStore store =
        named(new GroupColumn("g", 6), "g=a", "g=b", "g=c", "g=d", "g=e", "g=f")) {
      assertThat(store.summary().rows(Role.TRAIN)).isPositive();
    }
    named(new GroupColumn("g", 5), "g=a", "g=b", "g=c", "g=d", "g, all others").close();
    assertThatThrownBy(() -> new GroupColumn("g", 1)).hasMessageContaining("health.groups");
  }

  private static SparkBlockStore named(GroupColumn by, String... names) {
    Ingested grouped = Ingest.of(rows(), SPEC, Optional.of(by));
    for (int g = 0; g < names.length; g++) {
      assertThat(grouped.names().of(g)).contains(names[g]);
    }
    assertThat(grouped.names().rows().keySet()).hasSizeLessThanOrEqualTo(names.length + 1);
    return grouped.store();
  }

  @Test
  void flagsAndNumbersAreNamedAsTheyAreWritten() {
    Dataset<Row> rows = rows().selectExpr("y", "x", "y = 1 as flag", "cast(y + 1 as double) as n");
    InputSpec spec = InputSpec.ofRows("y").exclude("flag", "n").build();
    Ingested byFlag = Ingest.of(rows, spec, Optional.of(new GroupColumn("flag", 9)));
    assertThat(byFlag.names().rows()).isEqualTo(Map.of(0, 500L, 1, 500L));
    assertThat(byFlag.names().of(1)).contains("flag=true");
    byFlag.store().close();
    Ingested byNumber = Ingest.of(rows, spec, Optional.of(new GroupColumn("n", 9)));
    assertThat(byNumber.names().of(1)).contains("n=2");
    byNumber.store().close();
    assertThatThrownBy(() -> Ingest.of(rows, spec, Optional.of(new GroupColumn("nn", 9))))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("nn");
  }
}
