package io.ogive.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ogive.data.BlockId;
import io.ogive.data.Role;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ValidationTest {
  private static final BlockId BLOCK = new BlockId(3, Role.TRAIN, 1);

  @Test
  void everyRowTrainsOrIsKeptBack() {
    Validation validation = new Validation(4, 0.2);
    int[] training = validation.training(BLOCK, 1000);
    int[] held = validation.held(BLOCK, 1000);
    assertThat(IntStream.concat(IntStream.of(training), IntStream.of(held)).sorted())
        .containsExactlyElementsOf(IntStream.range(0, 1000).boxed().toList());
    assertThat(held.length / 1000.0).isCloseTo(0.2, within(0.04));
    assertThat(training).isSorted();
  }

  @Test
  void seedAndBlockAreTheKey() {
    int[] held = new Validation(4, 0.2).held(BLOCK, 100);
    assertThat(new Validation(4, 0.2).held(BLOCK, 100)).isEqualTo(held);
    assertThat(new Validation(5, 0.2).held(BLOCK, 100)).isNotEqualTo(held);
    assertThat(new Validation(4, 0.2).held(new BlockId(4, Role.TRAIN, 1), 100)).isNotEqualTo(held);
  }

  @Test
  void withoutAShareAllRowsTrain() {
    assertThat(Validation.NONE.held(BLOCK, 100)).isEmpty();
    assertThat(Validation.NONE.training(BLOCK, 100)).hasSize(100);
  }
}
