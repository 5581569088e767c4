package io.ogive.job;

import io.ogive.health.rules.Rule;
import io.ogive.health.rules.RuleSettings;
import io.ogive.health.rules.Rules;
import io.ogive.spark.Diagnosis.Told;
import io.ogive.spark.NearestName;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** {@code --fail-on RULE,…}: the first alert of one of these rules ends the run. */
final class FailOn implements Consumer<Told> {
  private final Set<String> rules;

  private FailOn(Set<String> rules) {
    this.rules = rules;
  }

  /**
   * The rules of the option.
   *
   * @throws SettingsException naming a rule that does not exist, or does not look on
   */
  static FailOn parse(List<String> given, RuleSettings settings) {
    List<String> known = Rules.ALL.stream().map(Rule::id).toList();
    for (String id : given) {
      if (!known.contains(id)) {
        String hint =
            NearestName.of(id, known)
                .map("; did you mean %s?"::formatted)
                .orElse("; there are " + String.join(", ", known));
        throw new SettingsException("--fail-on: there is no rule '%s'%s".formatted(id, hint));
      }
      if (!settings.thresholds().containsKey(id)) {
        throw new SettingsException(
            "--fail-on: health.rules.%s.enabled is false, so it never fires; set it to true, or"
                    .formatted(id)
                + " leave the rule out");
      }
    }
    return new FailOn(new TreeSet<>(given));
  }

  /**
   * Ends the run if the alert is of one of the rules.
   *
   * @throws RuleFiredException then
   */
  @Override
  public void accept(Told told) {
    if (rules.contains(told.alert().rule())) {
      throw new RuleFiredException(
          "round %d: --fail-on %s: %s; %s"
              .formatted(
                  told.alert().round(),
                  told.alert().rule(),
                  told.alert().finding().message(),
                  told.alert().finding().cure()));
    }
  }
}
