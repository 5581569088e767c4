package io.ogive.health.rules;

import java.util.List;
import java.util.Optional;

/** All rules there are. */
public final class Rules {
  /** In the order in which they are told of. */
  public static final List<Rule> ALL =
      List.of(
          new NonFinite(),
          new SaturatedLayer(),
          new LowTransmission(),
          new FrozenUnits(),
          new VanishingGradient(),
          new LinearCollapse(),
          new BadInit(),
          new BiasNotPrior(),
          new SquaredErrorOnSigmoid(),
          new UpdateRatio(),
          new ConfidentlyWrong(),
          new Separation(),
          new Recentre(),
          new Plateau(),
          new Diverged(),
          new PartitionOutlier(),
          new PartitionDrift(),
          new PartitionLabelSkew(),
          new PartitionLabelFlip(),
          new PartitionSize(),
          new PartitionSlow());

  private Rules() {}

  /** The rule of a name, if there is one. */
  public static Optional<Rule> find(String id) {
    return ALL.stream().filter(rule -> rule.id().equals(id)).findFirst();
  }

  /**
   * The rule of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Rule byId(String id) {
    return find(id)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no rule '%s'; there are %s"
                        .formatted(id, ALL.stream().map(Rule::id).toList())));
  }
}
