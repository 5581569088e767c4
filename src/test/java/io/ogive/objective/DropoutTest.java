package io.ogive.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ogive.data.BlockId;
import io.ogive.data.Role;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DropoutTest {
  private static final BlockId BLOCK = new BlockId(3, Role.TRAIN, 1);

  private static double[] mask(long seed, long epoch, BlockId block, int row, int layer) {
    double[] mask = new double[5000];
    new Dropout(seed, new double[] {0.3, 0.3}).mask(epoch, block, row, layer, 5000, mask, 0);
    return mask;
  }

  @Test
  void theShareIsDroppedAndTheMeanStays() {
    double[] mask = mask(1, 2, BLOCK, 4, 0);
    assertThat(Arrays.stream(mask).filter(m -> m == 0).count() / 5000.0)
        .isCloseTo(0.3, within(0.02));
    assertThat(Arrays.stream(mask).average().orElseThrow()).isCloseTo(1, within(0.03));
    assertThat(Arrays.stream(mask).filter(m -> m != 0)).containsOnly(1 / 0.7);
  }

  @Test
  void seedEpochBlockRowAndLayerAreTheKeyAndNothingElse() {
    double[] mask = mask(1, 2, BLOCK, 4, 0);
    assertThat(mask(1, 2, BLOCK, 4, 0)).isEqualTo(mask);
    assertThat(mask(2, 2, BLOCK, 4, 0)).isNotEqualTo(mask);
    assertThat(mask(1, 3, BLOCK, 4, 0)).isNotEqualTo(mask);
    assertThat(mask(1, 2, new BlockId(3, Role.TRAIN, 2), 4, 0)).isNotEqualTo(mask);
    assertThat(mask(1, 2, BLOCK, 5, 0)).isNotEqualTo(mask);
    assertThat(mask(1, 2, BLOCK, 4, 1)).isNotEqualTo(mask);
  }

  @Test
  void aRateThatIsNoShareIsRefused() {
    assertThatThrownBy(() -> new Dropout(1, new double[] {1})).hasMessageContaining("was 1.0");
    assertThat(Dropout.none().drops(0)).isFalse();
  }
}
