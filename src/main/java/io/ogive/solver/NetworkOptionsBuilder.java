package io.ogive.solver;

import io.ogive.model.Loss;
import io.ogive.model.NetworkModel;
import io.ogive.model.Output;
import io.ogive.objective.Schedule;
import io.ogive.solver.LogisticOptions.ClassWeights;
import io.ogive.solver.NetworkOptions.Adam;
import io.ogive.solver.NetworkOptions.Init;
import io.ogive.solver.NetworkOptions.Sgd;
import io.ogive.solver.NetworkOptions.Solver;
import io.ogive.solver.NetworkOptions.Standardize;
import java.util.List;
import java.util.Optional;

/** {@link NetworkOptions} in the making; what is not said is as by default. */
public final class NetworkOptionsBuilder {
  private List<HiddenLayer> hidden = List.of();
  private Optional<Output> output = Optional.empty();
  private Optional<Loss> loss = Optional.empty();
  private Init init = Init.AUTO;
  private Optional<NetworkModel> start = Optional.empty();
  private Solver solver = Solver.ADAM;
  private double l2;
  private double l1;
  private Standardize standardize = Standardize.AUTO;
  private ClassWeights classWeights = ClassWeights.NONE;
  private long seed = 1;
  private Adam adam = Adam.defaults();
  private Sgd sgd = Sgd.defaults();
  private boolean keepsMoments;
  private Schedule schedule = Schedule.AUTO;
  private double clip = Double.POSITIVE_INFINITY;
  private Optional<EarlyStopping> earlyStopping = Optional.empty();
  private StoppingRule stopping = StoppingRule.within(100);
  private boolean roundsByRows = true;

  NetworkOptionsBuilder() {}

  NetworkOptionsBuilder(NetworkOptions from) {
    hidden = from.hidden();
    output = from.output();
    loss = from.loss();
    init = from.init();
    start = from.start();
    solver = from.solver();
    l2 = from.l2();
    l1 = from.l1();
    standardize = from.standardize();
    classWeights = from.classWeights();
    seed = from.seed();
    adam = from.adam();
    sgd = from.sgd();
    keepsMoments = from.keepsMoments();
    schedule = from.schedule();
    clip = from.clip();
    earlyStopping = from.earlyStopping();
    stopping = from.stopping();
    roundsByRows = from.roundsByRows();
  }

  public NetworkOptionsBuilder hidden(List<HiddenLayer> value) {
    hidden = value;
    return this;
  }

  /** Sigmoid layers of so many units. */
  public NetworkOptionsBuilder sigmoids(Integer... units) {
    return hidden(HiddenLayer.sigmoids(List.of(units)));
  }

  public NetworkOptionsBuilder output(Optional<Output> value) {
    output = value;
    return this;
  }

  public NetworkOptionsBuilder loss(Optional<Loss> value) {
    loss = value;
    return this;
  }

  public NetworkOptionsBuilder init(Init value) {
    init = value;
    return this;
  }

  public NetworkOptionsBuilder start(Optional<NetworkModel> value) {
    start = value;
    return this;
  }

  public NetworkOptionsBuilder solver(Solver value) {
    solver = value;
    return this;
  }

  public NetworkOptionsBuilder l2(double value) {
    l2 = value;
    return this;
  }

  public NetworkOptionsBuilder l1(double value) {
    l1 = value;
    return this;
  }

  public NetworkOptionsBuilder standardize(boolean value) {
    return standardize(value ? Standardize.TRUE : Standardize.FALSE);
  }

  public NetworkOptionsBuilder standardize(Standardize value) {
    standardize = value;
    return this;
  }

  public NetworkOptionsBuilder classWeights(ClassWeights value) {
    classWeights = value;
    return this;
  }

  public NetworkOptionsBuilder seed(long value) {
    seed = value;
    return this;
  }

  public NetworkOptionsBuilder adam(Adam value) {
    adam = value;
    return this;
  }

  public NetworkOptionsBuilder sgd(Sgd value) {
    sgd = value;
    return this;
  }

  public NetworkOptionsBuilder keepsMoments(boolean value) {
    keepsMoments = value;
    return this;
  }

  public NetworkOptionsBuilder schedule(Schedule value) {
    schedule = value;
    return this;
  }

  public NetworkOptionsBuilder clip(double value) {
    clip = value;
    return this;
  }

  public NetworkOptionsBuilder earlyStopping(Optional<EarlyStopping> value) {
    earlyStopping = value;
    return this;
  }

  /** The most rounds, which Adam and SGD take, however many rows there are. */
  public NetworkOptionsBuilder stopping(StoppingRule value) {
    stopping = value;
    roundsByRows = false;
    return this;
  }

  /** The most rounds; how many of them Adam and SGD take is said by the number of rows. */
  public NetworkOptionsBuilder stoppingByRows(StoppingRule value) {
    stopping = value;
    roundsByRows = true;
    return this;
  }

  /**
   * The options.
   *
   * @throws IllegalArgumentException if they do not fit each other
   */
  public NetworkOptions build() {
    return new NetworkOptions(
        hidden,
        output,
        loss,
        init,
        start,
        solver,
        l2,
        l1,
        standardize,
        classWeights,
        seed,
        adam,
        sgd,
        keepsMoments,
        schedule,
        clip,
        earlyStopping,
        stopping,
        roundsByRows);
  }
}
