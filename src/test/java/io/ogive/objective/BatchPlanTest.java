package io.ogive.objective;

import static org.assertj.core.api.Assertions.assertThat;

import io.ogive.data.BlockId;
import io.ogive.data.Role;
import io.ogive.objective.BatchPlan.Batch;
import io.ogive.objective.BatchPlan.Extent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchPlanTest {
  private static final List<Extent> BLOCKS =
      List.of(extent(0, 0, 10), extent(0, 1, 7), extent(3, 0, 1), extent(5, 0, 0), extent(6, 0, 8));

  private static Extent extent(int source, int ordinal, int rows) {
    return new Extent(new BlockId(source, Role.TRAIN, ordinal), rows);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8, 10, 1000})
  void anEpochTakesEveryRowOnce(int batch) {
    int steps = (int) BatchPlan.batches(BLOCKS, batch);
    for (int epoch = 0; epoch < 5; epoch++) {
      TreeMap<BlockId, List<Integer>> seen = new TreeMap<>();
      for (Batch b : BatchPlan.of(7, BLOCKS, batch, (long) epoch * steps, steps).batches()) {
        assertThat(b.rows()).hasSizeBetween(1, batch);
        for (int row : b.rows()) {
          seen.computeIfAbsent(b.block(), id -> new ArrayList<>()).add(row);
        }
      }
      assertThat(seen).hasSize(4);
      for (Extent block : BLOCKS) {
        List<Integer> rows = seen.getOrDefault(block.id(), new ArrayList<>());
        assertThat(rows.stream().sorted())
            .containsExactlyElementsOf(
                java.util.stream.IntStream.range(0, block.rows()).boxed().toList());
      }
    }
  }

  @Test
  void onlyTheLastBatchOfABlockIsShort() {
    assertThat(BatchPlan.of(1, List.of(extent(0, 0, 10)), 4, 0, 6).batches())
        .extracting(b -> b.rows().length)
        .containsExactly(4, 4, 2, 4, 4, 2);
  }

  @Test
  void theStreamGoesOnWhereItWasLeft() {
    List<Batch> whole = BatchPlan.of(3, BLOCKS, 4, 0, 60).batches();
    List<Batch> pieces = new ArrayList<>();
    int first = 0;
    for (int steps : new int[] {1, 2, 11, 5, 0, 41}) {
      pieces.addAll(BatchPlan.of(3, BLOCKS, 4, first, steps).batches());
      first += steps;
    }
    assertThat(text(pieces)).hasSize(60).isEqualTo(text(whole));
  }

  @Test
  void rowsOfABlockComeInTheSameOrderWhoeverElseIsThere() {
    List<Batch> alone = BatchPlan.of(3, BLOCKS.subList(0, 1), 100, 0, 1).batches();
    List<Batch> among = BatchPlan.of(3, BLOCKS, 100, 0, 4).batches();
    assertThat(text(among)).containsAll(text(alone));
  }

  @Test
  void seedAndEpochChangeTheOrder() {
    String first = text(BatchPlan.of(3, BLOCKS, 100, 0, 4).batches()).toString();
    assertThat(text(BatchPlan.of(4, BLOCKS, 100, 0, 4).batches())).asString().isNotEqualTo(first);
    assertThat(text(BatchPlan.of(3, BLOCKS, 100, 4, 4).batches())).asString().isNotEqualTo(first);
    List<Integer> blockOrders = new ArrayList<>();
    for (int epoch = 0; epoch < 20; epoch++) {
      blockOrders.add(
          BatchPlan.of(3, BLOCKS, 100, 4L * epoch, 1).batches().get(0).block().source());
    }
    assertThat(blockOrders).contains(0, 3, 6);
  }

  @Test
  void withoutRowsThereIsNoStep() {
    assertThat(BatchPlan.of(3, List.of(), 4, 5, 6).batches()).isEmpty();
    assertThat(BatchPlan.of(3, List.of(extent(0, 0, 0)), 4, 5, 6).batches()).isEmpty();
  }

  private static List<String> text(List<Batch> batches) {
    return batches.stream().map(b -> b.block() + Arrays.toString(b.rows())).toList();
  }
}
