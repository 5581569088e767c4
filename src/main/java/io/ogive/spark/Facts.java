package io.ogive.spark;

import io.ogive.data.DataSummary;
import io.ogive.data.LabelColumn;
import io.ogive.data.Role;
import io.ogive.health.GroupBy;
import io.ogive.health.LayerStats.Curve;
import io.ogive.health.SourceNames;
import io.ogive.health.rules.PartitionColumns;
import io.ogive.health.rules.RunFacts;
import io.ogive.health.rules.RunFacts.Hidden;
import io.ogive.health.rules.RunFacts.Output;
import io.ogive.health.rules.RunFacts.Steps;
import io.ogive.model.Loss;
import io.ogive.solver.LogisticOptions;
import io.ogive.solver.LogisticOptions.ClassWeights;
import io.ogive.solver.NetworkOptions;
import io.ogive.solver.Penalty;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What rules need to know of a run.
 *
 * @param data what ingest made of the input
 * @param columns of its partitions
 * @param names of its partitions
 */
record Facts(TrainSpec spec, DataSummary data, PartitionColumns columns, SourceNames names) {

  /**
   * The facts of a fit.
   *
   * @param penalty of the fit, where there are several
   */
  RunFacts of(Optional<Penalty> penalty) {
    return spec.model() instanceof ModelSpec.Logistic logistic
        ? logistic(logistic.options(), penalty)
        : network(((ModelSpec.Network) spec.model()).options());
  }

  private RunFacts logistic(LogisticOptions options, Optional<Penalty> penalty) {
    boolean binary = data.classes() == 2 && options.family() != LogisticOptions.Family.MULTINOMIAL;
    return new RunFacts(
        List.of(),
        binary ? Output.SIGMOID : Output.SOFTMAX,
        false,
        Steps.FULL,
        penalty.map(one -> one.l2() + one.l1()).orElse(options.l2() + options.l1()) > 0,
        data(options.classWeights()));
  }

  private RunFacts network(NetworkOptions options) {
    int warmUp = options.schedule().warmUp();
    return new RunFacts(
        options.hidden().stream()
            .map(l -> new Hidden(Curve.valueOf(l.activation().name()), l.batchNorm()))
            .toList(),
        options.output().map(given -> Output.valueOf(given.name())).orElse(usualOutput()),
        options.loss().filter(loss -> loss == Loss.SQUARED_ERROR).isPresent(),
        switch (options.solver()) {
          case ADAM -> Steps.adam(options.adam().rate(data.rows(Role.TRAIN)), warmUp);
          case SGD -> Steps.sgd(options.sgd().rate(), warmUp);
          case LBFGS -> Steps.FULL;
        },
        options.l2() + options.l1() > 0,
        data(options.classWeights()));
  }

  private Output usualOutput() {
    LabelColumn.Kind kind = spec.input().labelKind();
    return switch (kind) {
      case CLASS -> data.classes() == 2 ? Output.SIGMOID : Output.SOFTMAX;
      case FLAGS -> Output.SIGMOIDS;
      case NUMBER -> Output.LINEAR;
    };
  }

  /** The row of the table in which a partition is counted. */
  private int row(int source) {
    return spec.health().groupBy() == GroupBy.FILE ? names.group(source) : source;
  }

  private RunFacts.Data data(ClassWeights classWeights) {
    boolean weighted = spec.input().weight().isPresent() || !classWeights.equals(ClassWeights.NONE);
    if (names.areGroups()) {
      return new RunFacts.Data(weighted, names.rows(), columns, names.all());
    }
    SortedMap<Integer, Long> rows = new TreeMap<>();
    data.blocks(Role.TRAIN)
        .forEach(block -> rows.merge(row(block.id().source()), (long) block.rows(), Long::sum));
    return new RunFacts.Data(weighted, rows, columns);
  }
}
