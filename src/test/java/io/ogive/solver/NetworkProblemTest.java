package io.ogive.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ogive.data.BlockStore;
import io.ogive.data.Storage;
import io.ogive.health.HealthLevel;
import io.ogive.model.Loss;
import io.ogive.model.Network;
import io.ogive.objective.NetworkRows;
import io.ogive.reference.TextbookNetwork;
import io.ogive.reference.TextbookObjective;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NetworkProblemTest {
  private static final NetworkRows ROWS = NetworkRows.draw(6, 150, 5, 3, true);

  @Test
  void valueAndGradientAreTheTextbooksPenaltyIncluded() {
    Network network = ROWS.network(new Random(1), 1, 6, 4);
    for (double l2 : new double[] {0, 0.3}) {
      Evaluation found = problem(network, l2).at(network.parameters(), true);
      TextbookObjective expected =
          TextbookObjective.of(TextbookNetwork.of(network), ROWS.x(), ROWS.y(), ROWS.w(), l2);
      assertThat(found.loss()).isCloseTo(expected.loss(), within(1e-12));
      assertThat(found.value()).isCloseTo(expected.value(), within(1e-12));
      assertThat(found.gradient()).containsExactly(expected.gradient(), within(1e-12));
      assertThat(found.curvature()).isEmpty();
      assertThat(found.point()).isEqualTo(network.parameters());
    }
  }

  @Test
  void theShapesOwnParametersAreNotRead() {
    Network network = ROWS.network(new Random(1), 1, 6);
    Network other = ROWS.network(new Random(2), 1, 6);
    double[] at = network.parameters();
    assertThat(problem(other, 0.1).dimension()).isEqualTo(at.length);
    assertThat(problem(other, 0.1).at(at, false).gradient())
        .isEqualTo(problem(network, 0.1).at(at, false).gradient());
    assertThat(problem(other, 0.1).at(other.parameters(), false).gradient())
        .isNotEqualTo(problem(network, 0.1).at(at, false).gradient());
  }

  private static NetworkProblem problem(Network shape, double l2) {
    BlockStore store = ROWS.store(ROWS.lay(2, 40, Storage.FLOAT64).blocks());
    return new NetworkProblem(
        store.bySource(), ROWS.plainInput(), shape, Loss.CROSS_ENTROPY, l2, HealthLevel.BASIC);
  }
}
