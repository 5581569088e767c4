package io.ogive.bench.rules;

import io.ogive.model.Activation;
import io.ogive.solver.HiddenLayer;
import io.ogive.solver.LogisticOptions;
import io.ogive.solver.LogisticOptions.ClassWeights;
import io.ogive.solver.LogisticOptions.Family;
import io.ogive.solver.LogisticOptions.Solver;
import io.ogive.solver.NetworkOptions;
import io.ogive.solver.StoppingRule;
import io.ogive.spark.ModelSpec;
import java.util.ArrayList;
import java.util.List;

/** The trainings of the bench. */
final class Trials {
  /** Trainings of each data set. */
  static final int EACH = 20;

  private static final int FEW = 8;
  private static final int MANY = 64;
  private static final double PIXEL_RATE = 0.001;

  private Trials() {}

  /**
   * Healthy ones: four models in turns, on few partitions and, where these have 200 rows, on many.
   */
  static List<Trial> healthy(RealRows rows, double share, int rounds, boolean networks) {
    boolean wide = share * rows.size() * 0.8 >= 200 * MANY;
    List<Trial> all = new ArrayList<>();
    for (int i = 0; i < EACH; i++) {
      int partitions = wide && (i / 4) % 2 == 1 ? MANY : FEW;
      all.add(
          new Trial(
              rows,
              names(networks).get(i % 4),
              spec(rows, models(networks, rounds, i).get(i % 4)),
              1000 + i,
              share,
              partitions,
              Plant.NONE));
    }
    return all;
  }

  private static ModelSpec spec(RealRows rows, ModelSpec model) {
    return rows.name().equals("mnist") ? forPixels(model) : model;
  }

  private static List<String> names(boolean networks) {
    return networks
        ? List.of("logistic", "net 32", "logistic l1", "net 32-16 bn")
        : List.of("logistic", "logistic 1e-2", "logistic l1", "newton-cg");
  }

  private static List<ModelSpec> models(boolean networks, int rounds, long seed) {
    return networks
        ? List.of(
            logistic(1e-3, 0, Solver.AUTO),
            network(rounds, seed, false, 32),
            logistic(0, 1e-3, Solver.AUTO),
            network(rounds, seed, true, 32, 16))
        : List.of(
            logistic(1e-3, 0, Solver.AUTO),
            logistic(1e-2, 0, Solver.LBFGS),
            logistic(0, 1e-3, Solver.AUTO),
            logistic(1e-4, 0, Solver.NEWTON_CG));
  }

  static ModelSpec logistic(double l2, double l1, Solver solver) {
    return new ModelSpec.Logistic(
        new LogisticOptions(
            Family.AUTO,
            l2,
            l1,
            true,
            true,
            ClassWeights.NONE,
            solver,
            new StoppingRule(60, 1e-6)));
  }

  static ModelSpec network(int rounds, long seed, boolean batchNorm, int... units) {
    List<HiddenLayer> hidden = new ArrayList<>();
    for (int n : units) {
      hidden.add(new HiddenLayer(n, Activation.SIGMOID, batchNorm, 0));
    }
    return new ModelSpec.Network(
        NetworkOptions.builder()
            .hidden(hidden)
            .l2(5e-4)
            .seed(seed)
            .stopping(new StoppingRule(rounds, 0))
            .build());
  }

  /**
   * The same for pixels: they are of one scale, and those that are dark in nearly all images would
   * come to hundreds of deviations.
   */
  static ModelSpec forPixels(ModelSpec model) {
    if (!(model instanceof ModelSpec.Network network)) {
      return model;
    }
    return new ModelSpec.Network(
        network.options().toBuilder()
            .standardize(false)
            .adam(new NetworkOptions.Adam(0, 32, 0, PIXEL_RATE, 0.9, 0.999, 1e-8))
            .build());
  }

  /** The same by full passes. */
  static ModelSpec lbfgs(int rounds, int units) {
    return new ModelSpec.Network(
        NetworkOptions.builder()
            .sigmoids(units)
            .solver(NetworkOptions.Solver.LBFGS)
            .stopping(new StoppingRule(rounds, 0))
            .build());
  }

  /** One partition in 64 is not as the others; five rounds. */
  static List<Trial> planted(RealRows rows) {
    List<Trial> all = new ArrayList<>();
    for (Plant plant : Plant.values()) {
      if (plant != Plant.NONE) {
        all.add(planted(rows, "logistic", logistic(1e-3, 0, Solver.LBFGS), plant));
        all.add(
            plant == Plant.SLOW
                ? planted(rows, "net 32 lbfgs", lbfgs(6, 32), plant)
                : planted(rows, "net 32", network(6, 1, false, 32), plant));
      }
    }
    return all;
  }

  private static Trial planted(RealRows rows, String model, ModelSpec spec, Plant plant) {
    return new Trial(rows, model, spec(rows, spec), 1, 1, MANY, plant);
  }
}
