package io.ogive.health.rules;

import java.util.List;
import java.util.Optional;

/** All rules there are. */
public final class Rules {
  /** In the order in which they are told of. */
  public static final List<Rule> ALL = List.of(new SaturatedLayer(), new LowTransmission());

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
