package io.ogive.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ogive.data.Block;
import io.ogive.data.Shard;
import io.ogive.data.Storage;
import io.ogive.health.HealthLevel;
import io.ogive.model.Network;
import io.ogive.reference.TextbookNetwork;
import io.ogive.reference.TextbookReplicas;
import io.ogive.reference.TextbookStatistics;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Rounds of local steps with every optimizer, normalisation, dropout, penalty, clip and schedule.
 */
class NetworkStepsTest {
  private static final double SCALE = 0x1p-7;

  @Test
  void aRoundOf200RandomNetworksAndRecipesIsTheTextbooks() {
    for (int n = 0; n < 200; n++) {
      CurveCase drawn = CurveCase.of(n, 50, n % 2 == 0);
      ReplicaRecipe recipe = DrawnRound.recipe(drawn, n);
      ReplicaState start = ReplicaState.start(drawn.network(), recipe.optimizer());
      ReplicaTotal first = round(drawn, recipe, start);
      assertThat(first.figures().fault()).isEmpty();
      ReplicaState middle = first.average();
      assertIsTextbook(n, drawn, recipe, start, first);
      // And from where the moments are not 0 any more.
      assertIsTextbook(n, drawn, recipe, middle, round(drawn, recipe, middle));
    }
  }

  private static void assertIsTextbook(
      int n, CurveCase drawn, ReplicaRecipe recipe, ReplicaState from, ReplicaTotal found) {
    TextbookStatistics statistics =
        new TextbookStatistics(
            drawn.network().layers().size() - 1, NetworkOutput.margins(drawn.network()));
    TextbookReplicas.Round expected = DrawnRound.replay(drawn, recipe, from, statistics);
    ReplicaState to = found.average();
    String name = "%d: %s, %s".formatted(n, drawn, recipe);
    assertThat(found.figures().loss())
        .as(name)
        .isCloseTo(expected.loss(), within(1e-9 * (1 + expected.loss())));
    assertClose(name, to.parameters(), expected.state().parameters());
    assertClose(name, to.m(), expected.state().m());
    if (recipe.optimizer().hasSecondMoment()) {
      assertClose(name, to.v(), expected.state().v());
    }
    assertClose(name, to.moments(), expected.state().running());
    HealthRecount.assertEqual(
        found.figures().health().source(0), statistics, DrawnRound.rows(drawn, recipe, from));
    HealthRecount.assertFull(found.figures().health().source(0), statistics.full);
  }

  @Test
  void everyPartOfARecipeTells() {
    // A normalized network with all of it, and a recipe that leaves one thing out each time.
    CurveCase drawn = CurveCase.of(2, 50, true);
    ReplicaRecipe all = DrawnRound.recipe(drawn, 2);
    ReplicaState start = ReplicaState.start(drawn.network(), all.optimizer());
    double[] expected = round(drawn, all, start).average().parameters();
    List<ReplicaRecipe> others =
        List.of(
            with(all, 0, all.clip(), all.schedule(), all.dropout(), all.validation()),
            with(
                all,
                all.l1(),
                Double.POSITIVE_INFINITY,
                all.schedule(),
                all.dropout(),
                all.validation()),
            with(all, all.l1(), all.clip(), Schedule.CONSTANT, all.dropout(), all.validation()),
            with(all, all.l1(), all.clip(), all.schedule(), Dropout.none(), all.validation()),
            with(all, all.l1(), all.clip(), all.schedule(), all.dropout(), Validation.NONE));
    for (ReplicaRecipe other : others) {
      double[] found = round(drawn, other, start).average().parameters();
      assertThat(NetworkPasses.difference(found, expected)).as("%s", other).isGreaterThan(1e-6);
    }
  }

  @Test
  void rowsKeptBackAreEvaluatedAtTheFoldedNetworkAndTrainNothing() {
    for (int n = 0; n < 20; n++) {
      CurveCase drawn = CurveCase.of(n, 50, n % 2 == 0);
      ReplicaRecipe recipe =
          with(
              DrawnRound.recipe(drawn, n),
              0,
              Double.POSITIVE_INFINITY,
              Schedule.CONSTANT,
              Dropout.none(),
              new Validation(5, 0.3));
      ReplicaState start = ReplicaState.start(drawn.network(), recipe.optimizer());
      ReplicaState state = round(drawn, recipe, start).average();
      ReplicaTotal total = round(drawn, recipe, state);
      Network folded =
          BatchMoments.folded(drawn.network().withParameters(state.parameters()), state.moments());
      TextbookNetwork textbook = TextbookNetwork.of(folded, drawn.loss());
      double loss = 0;
      double weight = 0;
      for (Block block : drawn.blocks(DrawnRound.BLOCK_ROWS, Storage.FLOAT64)) {
        for (int i : recipe.validation().held(block.id(), block.rows())) {
          int row = block.id().ordinal() * DrawnRound.BLOCK_ROWS + i;
          double[] logits = textbook.forward(drawn.x()[row]).logits();
          loss += drawn.w()[row] * textbook.loss(logits, drawn.labels()[row]);
          weight += drawn.w()[row];
          drawn.labels()[row] = drawn.labels()[row] == 0 ? 1 : 0;
        }
      }
      assertThat(weight).isBetween(5.0, 40.0);
      assertThat(total.figures().validationLoss().orElseThrow())
          .isCloseTo(loss / weight, within(1e-9 * (1 + loss / weight)));
      // Other labels of theirs change no parameter.
      assertThat(round(drawn, recipe, state).average().parameters())
          .isEqualTo(total.average().parameters());
    }
  }

  @Test
  void inBatchesOfAllRowsFoldedMomentsAreTheBatchs() {
    // After the first step the running moments are those of the batch, so that the folded network
    // gives the logits that training saw.
    int n = 4;
    while (!CurveCase.of(n, 13, true).network().isNormalized()) {
      n++;
    }
    CurveCase drawn = CurveCase.of(n, 13, true);
    NetworkBatch batch =
        NetworkBatch.of(drawn.input(), drawn.network(), drawn.loss(), Dropout.none(), 13);
    Block block = drawn.blocks(13, Storage.FLOAT64).get(0);
    batch.take(block, IntStream.range(0, 13).toArray(), 0, 13);
    batch.forward(13);
    double loss = batch.output().weightedLoss(13) / batch.output().weight(13);
    double[] moments = BatchMoments.start(drawn.network());
    double before = foldedLoss(drawn, moments);
    BatchMoments.move(moments, batch.moments(), 1);
    assertThat(foldedLoss(drawn, moments)).isCloseTo(loss, within(1e-9)).isNotEqualTo(before);
  }

  private static double foldedLoss(CurveCase drawn, double[] moments) {
    Network folded = BatchMoments.folded(drawn.network(), moments);
    return new NetworkPass(drawn.input(), folded, drawn.loss(), HealthLevel.OFF)
        .over(new Shard(0, drawn.blocks(13, Storage.FLOAT64)))
        .figures()
        .loss();
  }

  private static ReplicaRecipe with(
      ReplicaRecipe recipe,
      double l1,
      double clip,
      Schedule schedule,
      Dropout dropout,
      Validation validation) {
    return new ReplicaRecipe(
        recipe.loss(),
        recipe.seed(),
        recipe.batch(),
        recipe.localSteps(),
        recipe.l2(),
        l1,
        recipe.rate(),
        schedule,
        clip,
        recipe.optimizer(),
        recipe.keepsMoments(),
        dropout,
        validation);
  }

  private static ReplicaTotal round(CurveCase drawn, ReplicaRecipe recipe, ReplicaState state) {
    return new NetworkRows.Shards(DrawnRound.shards(drawn))
        .aggregate(
            new ReplicaPass(
                drawn.input(), drawn.network(), state, recipe, SCALE, HealthLevel.FULL));
  }

  private static void assertClose(String name, double[] actual, double[] expected) {
    assertThat(actual).as(name).hasSameSizeAs(expected);
    double largest = Arrays.stream(expected).map(Math::abs).max().orElse(0);
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).as(name).isCloseTo(expected[i], within(1e-9 * Math.max(1, largest)));
    }
  }
}
