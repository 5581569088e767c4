package io.ogive.spark;

import io.ogive.data.BlockId;
import io.ogive.data.BlockStore;
import io.ogive.data.DataSummary.BlockInfo;
import io.ogive.data.Dealing;
import io.ogive.data.Features;
import io.ogive.data.Role;
import io.ogive.data.Storage;
import io.ogive.health.HealthLevel;
import io.ogive.model.Network;
import io.ogive.model.NetworkModel;
import io.ogive.objective.BatchMoments;
import io.ogive.objective.BatchPlan;
import io.ogive.objective.BatchPlan.Batch;
import io.ogive.objective.Dropout;
import io.ogive.objective.NetworkInput;
import io.ogive.objective.Schedule;
import io.ogive.reference.TextbookNetwork;
import io.ogive.reference.TextbookObjective;
import io.ogive.reference.TextbookReplicas;
import io.ogive.reference.TextbookReplicas.Method;
import io.ogive.solver.Evaluation;
import io.ogive.solver.HiddenLayer;
import io.ogive.solver.NetworkOptions;
import io.ogive.solver.NetworkProblem;
import io.ogive.solver.NetworkResult;
import io.ogive.solver.NetworkStart;
import io.ogive.solver.NetworkTraining;
import io.ogive.solver.RoundListener;
import io.ogive.solver.StoppingRule;
import io.ogive.spark.Verification.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.IntStream;

/**
 * Holds a network fit against the textbook on the same stored rows: in double, and where rows are
 * stored as float32 also what float32 makes of objective and gradient.
 */
final class NetworkAgainstTextbook {
  private static final double OBJECTIVE = 1e-10;
  private static final double SINGLE = 1e-6;
  private static final double ROUND = 1e-9;

  private final BlockStore store;
  private final Features features;
  private final NetworkOptions options;
  private final NetworkStart start;
  private final PlainRows rows;
  private final double[] labels;

  NetworkAgainstTextbook(
      BlockStore store, PlainRows stored, Features features, NetworkOptions options) {
    this.store = store;
    this.features = features;
    this.options = options;
    this.start = NetworkStart.of(store, features, options);
    this.rows = inputs(stored, start.input());
    this.labels = stored.labels();
  }

  /** Inputs as the network takes them, weights with the class factors. */
  private static PlainRows inputs(PlainRows stored, NetworkInput input) {
    double[][] x = new double[stored.x().length][input.columns()];
    double[] w = new double[x.length];
    double[] labels = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < x[i].length; j++) {
        x[i][j] = (stored.x()[i][j] - input.center()[j]) * input.scale()[j];
      }
      double[] factors = input.factors();
      double label = stored.labels()[i];
      w[i] = stored.w()[i] * (factors.length == 1 ? factors[0] : factors[(int) label]);
      labels[i] = (label - input.target().center()) * input.target().scale();
    }
    return new PlainRows(x, labels, w, stored.first());
  }

  /** Objective and gradient at a model and, with local steps, the first round. */
  List<Check> checks(NetworkModel model) {
    List<Check> checks = new ArrayList<>();
    Network network = model.network();
    TextbookObjective expected =
        TextbookObjective.of(
            TextbookNetwork.of(network, start.loss()), rows.x(), labels, rows.w(), options.l2());
    checks.addAll(objective(network, expected, Storage.FLOAT64, OBJECTIVE));
    if (features.storage() == Storage.FLOAT32) {
      checks.addAll(objective(network, expected, Storage.FLOAT32, SINGLE));
    }
    if (options.solver() != NetworkOptions.Solver.LBFGS) {
      checks.add(new Check("weights after the first round, to the textbook", firstRound(), ROUND));
    }
    return checks;
  }

  private List<Check> objective(
      Network network, TextbookObjective expected, Storage precision, double tolerance) {
    NetworkInput input = start.input();
    Evaluation found =
        new NetworkProblem(
                store.bySource(),
                new NetworkInput(input.center(), input.scale(), input.factors()).in(precision),
                network,
                start.loss(),
                options.l2(),
                HealthLevel.OFF)
            .at(network.parameters(), false);
    String in = precision == Storage.FLOAT32 ? " in float32" : "";
    return List.of(
        new Check(
            "objective at the fitted weights, relative, to the textbook" + in,
            Math.abs(found.value() / expected.value() - 1),
            tolerance),
        new Check(
            "gradient at the fitted weights, to the textbook" + in,
            Differences.largest(found.gradient(), expected.gradient()),
            tolerance));
  }

  /** In double whatever the storage: where float32 and double part, they part step by step. */
  private double firstRound() {
    Features inDouble =
        new Features(features.label(), features.columns(), features.shift(), Storage.FLOAT64);
    NetworkOptions one =
        options.toBuilder()
            .earlyStopping(Optional.empty())
            .stopping(new StoppingRule(1, 0))
            .build();
    NetworkResult found =
        NetworkTraining.fit(store, inDouble, one, HealthLevel.OFF, RoundListener.none());
    SortedMap<BlockId, Integer> dealt = Dealing.replicaOf(store.summary(), found.replicas());
    List<List<Batch>> planned = new ArrayList<>();
    int[][][] plan = new int[found.replicas()][][];
    double[] weights = new double[found.replicas()];
    for (int r = 0; r < plan.length; r++) {
      int replica = r;
      List<BlockInfo> mine =
          store.summary().blocks(Role.TRAIN).stream()
              .filter(b -> dealt.get(b.id()) == replica)
              .toList();
      planned.add(batches(mine, found.localSteps()));
      plan[r] = planned.get(r).stream().map(this::rows).toArray(int[][]::new);
      weights[r] = mine.stream().mapToDouble(this::weight).sum();
    }
    TextbookReplicas textbook =
        new TextbookReplicas(
            rows.x(),
            rows.labels(),
            rows.w(),
            settings(one, store.summary().rows(Role.TRAIN), found.localSteps()));
    Network network = start.network();
    double[] from = network.parameters();
    double[] zeros = new double[from.length];
    Dropout dropout = dropout();
    TextbookReplicas.Round round =
        textbook.round(
            TextbookNetwork.of(network, start.loss()),
            new TextbookReplicas.State(from, zeros, zeros, BatchMoments.start(network), null, 0),
            plan,
            weights,
            (replica, step) -> dropout.masks(network, planned.get(replica).get(step)),
            (row, at, trace, signals) -> {});
    return Differences.largest(found.fit().point(), round.state().parameters());
  }

  private Dropout dropout() {
    return new Dropout(
        options.seed(), options.hidden().stream().mapToDouble(HiddenLayer::dropout).toArray());
  }

  private static TextbookReplicas.Settings settings(
      NetworkOptions options, long rows, int localSteps) {
    NetworkOptions.Adam adam = options.adam();
    NetworkOptions.Sgd sgd = options.sgd();
    boolean isAdam = options.solver() == NetworkOptions.Solver.ADAM;
    Schedule schedule = options.schedule(rows);
    return new TextbookReplicas.Settings(
        isAdam ? Method.ADAM : sgd.nesterov() ? Method.NESTEROV : Method.MOMENTUM,
        isAdam ? adam.rate(rows) : sgd.rate(),
        isAdam ? adam.beta1() : sgd.momentum(),
        adam.beta2(),
        adam.epsilon(),
        options.l2(),
        options.l1(),
        options.clip(),
        step -> schedule.factor(step, localSteps));
  }

  /** The first steps of a replica with these blocks. */
  private List<Batch> batches(List<BlockInfo> blocks, int steps) {
    List<BatchPlan.Extent> extents =
        blocks.stream().map(b -> new BatchPlan.Extent(b.id(), b.rows())).toList();
    return BatchPlan.of(
            options.seed(),
            extents,
            options.adam().batch(store.summary().rows(Role.TRAIN)),
            0,
            steps)
        .batches();
  }

  /** A batch as rows of {@link PlainRows}. */
  private int[] rows(Batch batch) {
    return IntStream.of(batch.rows()).map(i -> rows.first().get(batch.block()) + i).toArray();
  }

  private double weight(BlockInfo block) {
    int first = rows.first().get(block.id());
    return IntStream.range(first, first + block.rows()).mapToDouble(i -> rows.w()[i]).sum();
  }
}
