package io.ogive.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.ogive.data.Block;
import io.ogive.data.BlockStore;
import io.ogive.data.ColumnMoments;
import io.ogive.data.Features;
import io.ogive.data.LocalBlockStore;
import io.ogive.data.Role;
import io.ogive.data.Storage;
import io.ogive.health.HealthLevel;
import io.ogive.math.Kernels;
import io.ogive.model.Activation;
import io.ogive.model.Loss;
import io.ogive.model.ModelFile;
import io.ogive.model.NetworkModel;
import io.ogive.objective.Schedule;
import io.ogive.solver.EarlyStopping;
import io.ogive.solver.HiddenLayer;
import io.ogive.solver.LogisticOptions;
import io.ogive.solver.LogisticOptions.ClassWeights;
import io.ogive.solver.LogisticOptions.Family;
import io.ogive.solver.NetworkOptions;
import io.ogive.solver.RoundListener;
import io.ogive.solver.StoppingRule;
import io.ogive.testing.LocalCluster;
import io.ogive.testing.LocalSpark;
import io.ogive.testing.SeededRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of fit gives the same bytes on every master, with every number of sources and either
 * kind of kernels as on one core, and what it gives is within the tolerances of the textbook.
 */
class GridTest {
  private static final int BLOCK_ROWS = 128;

  /** A kind of fit with its rows. */
  record Recipe(String name, SeededRows rows, ModelSpec model) {
    private static final Recipe NETWORK_ADAM =
        of("network adam", 12, 3, network(NetworkOptions.Solver.ADAM));

    private static final List<Recipe> ALL =
        List.of(
            of("logistic newton", 12, 2, logistic(LogisticOptions.Solver.NEWTON, 1e-3, 0)),
            of("logistic l-bfgs wide", 330, 2, logistic(LogisticOptions.Solver.LBFGS, 1e-2, 0)),
            of("elastic net", 12, 2, logistic(LogisticOptions.Solver.OWLQN, 1e-3, 1e-2)),
            of("multinomial", 8, 3, logistic(LogisticOptions.Solver.LBFGS, 1e-3, 0)),
            NETWORK_ADAM,
            of("network l-bfgs", 12, 2, network(NetworkOptions.Solver.LBFGS)),
            of("network of all", 12, 3, networkOfAll()));

    private static Recipe of(String name, int columns, int classes, ModelSpec model) {
      return new Recipe(name, SeededRows.draw(77, 900, columns, classes), model);
    }

    @Override
    public String toString() {
      return name;
    }

    private static ModelSpec logistic(LogisticOptions.Solver solver, double l2, double l1) {
      return new ModelSpec.Logistic(
          new LogisticOptions(
              Family.AUTO,
              l2,
              l1,
              true,
              true,
              ClassWeights.NONE,
              solver,
              new StoppingRule(500, 1e-9)));
    }

    /** Every activation, normalized and not, and all that local steps can be. */
    private static ModelSpec networkOfAll() {
      return new ModelSpec.Network(
          NetworkOptions.builder()
              .hidden(
                  List.of(
                      new HiddenLayer(7, Activation.SIGMOID, true, 0.2),
                      new HiddenLayer(6, Activation.RELU, true, 0),
                      new HiddenLayer(5, Activation.TANH, false, 0.1),
                      new HiddenLayer(4, Activation.IDENTITY, false, 0)))
              .loss(Optional.of(Loss.SQUARED_ERROR))
              .solver(NetworkOptions.Solver.SGD)
              .l2(1e-4)
              .l1(1e-4)
              .seed(3)
              .adam(new NetworkOptions.Adam(3, 32, 0, 0.01, 0.9, 0.999, 1e-8))
              .schedule(new Schedule(Schedule.Kind.COSINE, 2, 1, 1, 1))
              .keepsMoments(true)
              .clip(0.5)
              .earlyStopping(Optional.of(new EarlyStopping(0.2, 3)))
              .stopping(new StoppingRule(8, 0))
              .build());
    }

    private static ModelSpec network(NetworkOptions.Solver solver) {
      return new ModelSpec.Network(
          NetworkOptions.builder()
              .sigmoids(7, 5)
              .solver(solver)
              .l2(1e-4)
              .seed(3)
              .adam(new NetworkOptions.Adam(3, 32, 0, 0.01, 0.9, 0.999, 1e-8))
              .stopping(new StoppingRule(8, 0))
              .build());
    }
  }

  /** Where a fit runs: a master, and the kernels of driver and executors. */
  enum Place {
    LOCAL_1_VECTOR,
    LOCAL_1_SCALAR,
    LOCAL_2_VECTOR,
    LOCAL_2_SCALAR,
    CLUSTER_VECTOR,
    CLUSTER_SCALAR;

    private boolean isScalar() {
      return name().endsWith("SCALAR");
    }

    private SparkSession session() {
      if (name().startsWith("CLUSTER")) {
        return LocalCluster.session(2, 1, isScalar() ? "scalar" : "vector");
      }
      return LocalSpark.session(name().startsWith("LOCAL_1") ? "local[1]" : "local[2]");
    }

    private Kernels kernels() {
      return isScalar() ? Kernels.scalar() : Kernels.vector().orElseThrow();
    }
  }

  /** One cell of the grid. */
  record Cell(Place place, int sources, Recipe recipe) {}

  @AfterAll
  static void stop() {
    LocalSpark.stop();
  }

  static Stream<Cell> sample() {
    List<Cell> cells = new ArrayList<>();
    for (Place place : List.of(Place.LOCAL_2_VECTOR, Place.LOCAL_2_SCALAR, Place.CLUSTER_VECTOR)) {
      for (Recipe recipe : Recipe.ALL) {
        cells.add(new Cell(place, place == Place.CLUSTER_VECTOR ? 2 : 3, recipe));
      }
    }
    return cells.stream();
  }

  static Stream<Cell> all() {
    return Stream.of(Place.values())
        .flatMap(
            place ->
                Stream.of(1, 2, 3, 7)
                    .flatMap(
                        sources ->
                            Recipe.ALL.stream().map(recipe -> new Cell(place, sources, recipe))));
  }

  @ParameterizedTest
  @MethodSource("sample")
  void sparkGivesTheBytesOfOneCoreAndTheFiguresOfTheTextbook(Cell cell) throws Exception {
    check(cell);
  }

  @Tag("grid")
  @ParameterizedTest
  @MethodSource("all")
  void allOfTheGridGivesTheBytesOfOneCore(Cell cell) throws Exception {
    check(cell);
  }

  @Test
  void anotherCutIntoSourcesIsAnotherRecipe() {
    // The control: were bytes equal whatever is trained, the tests above would prove nothing.
    Recipe recipe = Recipe.NETWORK_ADAM;
    Features features = recipe.rows().features(Storage.FLOAT32);
    String three = sha256(fit(recipe.rows().blocks(3, BLOCK_ROWS, features), features, recipe));
    String seven = sha256(fit(recipe.rows().blocks(7, BLOCK_ROWS, features), features, recipe));
    assertThat(three).isNotEqualTo(seven);
  }

  private static void check(Cell cell) throws Exception {
    Recipe recipe = cell.recipe();
    SparkSession spark = cell.place().session();
    Ingested ingested =
        Ingest.of(
            recipe.rows().frame(spark, cell.sources()),
            InputSpec.ofRows("y").weight("w").blockRows(BLOCK_ROWS).build());
    Features features = ingested.features();
    LocalBlockStore twin = recipe.rows().blocks(cell.sources(), BLOCK_ROWS, features);
    try (SparkBlockStore store = ingested.store().withMostNear(0);
        Kernels.Use kernels = Kernels.use(cell.place().kernels())) {
      assertThat(store.summary()).isEqualTo(twin.summary());
      Fitted onSpark = fit(store, features, recipe);
      Fitted onOneCore;
      try (Kernels.Use scalar = Kernels.use(Kernels.scalar())) {
        onOneCore = fit(twin, features, recipe);
      }
      assertThat(sha256(onSpark)).isEqualTo(sha256(onOneCore));
      List<Block> blocks =
          store.blocks().collect().stream().filter(b -> b.id().role() == Role.TRAIN).toList();
      againstTextbook(onSpark, twin, PlainRows.of(blocks), features, recipe);
    }
  }

  private static void againstTextbook(
      Fitted fitted, LocalBlockStore twin, PlainRows rows, Features features, Recipe recipe) {
    List<Verification.Check> checks =
        recipe.model() instanceof ModelSpec.Network network
            ? new NetworkAgainstTextbook(twin, rows, features, network.options())
                .checks((NetworkModel) fitted.model())
            : LogisticAgainstTextbook.checks(
                fitted,
                rows,
                ColumnMoments.of(twin),
                features,
                ((ModelSpec.Logistic) recipe.model()).options());
    assertThat(checks).isNotEmpty().allMatch(Verification.Check::holds);
  }

  private static Fitted fit(BlockStore store, Features features, Recipe recipe) {
    return Trainer.fit(store, features, recipe.model(), HealthLevel.BASIC, RoundListener.none());
  }

  private static String sha256(Fitted fitted) {
    return ModelFile.sha256(ModelFile.write(fitted.model()));
  }
}
