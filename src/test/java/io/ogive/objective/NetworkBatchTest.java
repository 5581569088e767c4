package io.ogive.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ogive.data.Block;
import io.ogive.data.Storage;
import io.ogive.model.Logits;
import io.ogive.model.Loss;
import io.ogive.model.Network;
import io.ogive.model.NetworkModel;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NetworkBatchTest {

  @ParameterizedTest
  @EnumSource(Storage.class)
  void logitsHaveTheBitsOfRowByRowScoring(Storage storage) {
    for (int classes = 2; classes <= 4; classes++) {
      NetworkRows rows = NetworkRows.draw(classes, 67, 5, classes, false);
      Network network = rows.network(new Random(classes), 3, 7, 3);
      NetworkInput plain = rows.plainInput();
      double[] center = {0.1, 0.2, 0.3, 0.4, 0.5};
      double[] scale = {1 / 3.0, 2 / 3.0, 0, 1.1, 7};
      NetworkInput input = new NetworkInput(center, scale, plain.factors());
      NetworkModel model = new NetworkModel(rows.features(storage), center, scale, network);
      Block block = rows.lay(1, 67, storage).blocks().get(0);
      DoubleBatch batch = new DoubleBatch(input, network, Loss.CROSS_ENTROPY, Dropout.none(), 67);
      fill(batch, block, 0, 67);
      batch.forward(67);
      for (int i = 0; i < 67; i++) {
        double[] stored = new double[5];
        ((Block.Dense) block).features().copyRow(i, stored, 0);
        double[] alone = new double[classes];
        model.probabilities(stored, alone);
        double[] logits = new double[network.outputs()];
        System.arraycopy(batch.logits(), i * logits.length, logits, 0, logits.length);
        double[] together = new double[classes];
        Logits.probabilities(logits, together);
        assertThat(together).as("row %d of %d classes", i, classes).isEqualTo(alone);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"2, 1", "2, 50", "3, 17", "4, 66"})
  void aBatchCutInTwoGivesTheSameBits(int classes, int cut) {
    NetworkRows rows = NetworkRows.draw(8, 67, 6, classes, true);
    Network network = rows.network(new Random(9), 1, 5, 4);
    Block block = rows.lay(1, 67, Storage.FLOAT64).blocks().get(0);
    NetworkBatch whole =
        NetworkBatch.of(rows.plainInput(), network, Loss.CROSS_ENTROPY, Dropout.none(), 67);
    fill(whole, block, 0, 67);
    whole.forward(67);
    whole.backward(67, false);
    NetworkBatch parts =
        NetworkBatch.of(rows.plainInput(), network, Loss.CROSS_ENTROPY, Dropout.none(), 67);
    fill(parts, block, 0, cut);
    parts.forward(cut);
    parts.backward(cut, false);
    fill(parts, block, cut, 67);
    parts.forward(67 - cut);
    parts.backward(67 - cut, true);
    assertThat(parts.gradient().flat()).isEqualTo(whole.gradient().flat());
    parts.backward(67 - cut, false);
    assertThat(parts.gradient().flat()).isNotEqualTo(whole.gradient().flat());
  }

  @Test
  void aCertainRowKeepsTheDigitsOfItsResidual() {
    NetworkOutput one = new SigmoidOutput(1, 2, false);
    one.labels[0] = 1;
    one.weights[0] = 1;
    one.weights[1] = 1;
    one.evaluate(new double[] {50, -50}, 2);
    double tail = StrictMath.exp(-50);
    assertThat(one.delta[0]).isCloseTo(-tail, within(1e-12 * tail));
    assertThat(one.delta[1]).isCloseTo(tail, within(1e-12 * tail));
    NetworkOutput three = new SoftmaxOutput(3, 1, false);
    three.labels[0] = 2;
    three.weights[0] = 1;
    three.evaluate(new double[] {0, 0, 50}, 1);
    assertThat(three.delta[2]).isCloseTo(-2 * tail, within(1e-12 * tail));
    assertThat(three.loss[0]).isCloseTo(2 * tail, within(1e-12 * tail));
    three.evaluate(new double[] {0, 0, 5000}, 1);
    assertThat(three.loss[0]).isBetween(0.0, 1e-300);
    three.evaluate(new double[] {5000, 0, -5000}, 1);
    assertThat(three.loss[0]).isEqualTo(10000);
  }

  private static void fill(NetworkBatch batch, Block block, int from, int to) {
    batch.take(block, IntStream.range(from, to).toArray(), 0, to - from);
  }
}
