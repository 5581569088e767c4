package io.ogive.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A condition on a figure of the JSON line, such as {@code test.auc>=0.8}.
 *
 * <p>A name that no run can have is a mistake of usage, found before any work. A figure that this
 * run turned out not to have (auc with ten classes) is a requirement that is not met.
 */
record Requirement(String metric, Operator operator, double bound) {
  private static final Pattern SYNTAX =
      Pattern.compile("\\s*([a-z_]+(?:\\.[a-z_]+)?)\\s*(>=|<=|>|<)\\s*(\\S+)\\s*");
  private static final Set<String> METRICS =
      Set.of("auc", "auc_pr", "accuracy", "log_loss", "rows");
  private static final Set<String> FIGURES = Set.of("rounds", "passes", "loss", "objective");

  /** How a figure must stand to its bound. */
  enum Operator {
    AT_LEAST(">="),
    AT_MOST("<="),
    ABOVE(">"),
    BELOW("<");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    private boolean holds(double value, double bound) {
      return switch (this) {
        case AT_LEAST -> value >= bound;
        case AT_MOST -> value <= bound;
        case ABOVE -> value > bound;
        case BELOW -> value < bound;
      };
    }

    private static Operator of(String sign) {
      return List.of(values()).stream().filter(o -> o.sign.equals(sign)).findFirst().orElseThrow();
    }
  }

  /**
   * Reads a condition.
   *
   * @param heldOut whether the run holds rows out, so that there are test metrics
   * @throws SettingsException if it is none, or names what the run cannot have
   */
  static Requirement parse(String text, boolean heldOut) {
    Matcher parts = SYNTAX.matcher(text);
    if (!parts.matches()) {
      throw new SettingsException(
          "--require takes a figure, one of >= > <= <, and a number, such as test.auc>=0.8; was '%s'"
              .formatted(text));
    }
    String metric = parts.group(1);
    if (!exists(metric)) {
      throw new SettingsException(
          "--require names '%s', which no run has; known are rounds, passes, loss, objective, and"
                  .formatted(metric)
              + " train. or test. with auc, auc_pr, accuracy, log_loss, rows");
    }
    if (metric.startsWith("test.") && !heldOut) {
      throw new SettingsException(
          "--require names '%s', but no rows are held out; set data.split.by".formatted(metric));
    }
    try {
      double bound = Double.parseDouble(parts.group(3));
      if (Double.isFinite(bound)) {
        return new Requirement(metric, Operator.of(parts.group(2)), bound);
      }
    } catch (NumberFormatException e) {
      // refused below, as an infinite bound is
    }
    throw new SettingsException(
        "--require %s: '%s' is no finite number".formatted(text, parts.group(3)));
  }

  /**
   * Checks the JSON line of a run.
   *
   * @throws RequirementException if the condition does not hold
   */
  void check(ObjectNode line) {
    JsonNode figure = line.at("/" + metric.replace('.', '/'));
    if (!figure.isNumber()) {
      throw new RequirementException(
          "--require %s is not met: this run has no %s".formatted(this, metric));
    }
    if (!operator.holds(figure.doubleValue(), bound)) {
      throw new RequirementException(
          "--require %s is not met: it is %s".formatted(this, figure.asText()));
    }
  }

  private static boolean exists(String metric) {
    int dot = metric.indexOf('.');
    if (dot < 0) {
      return FIGURES.contains(metric);
    }
    String group = metric.substring(0, dot);
    return Set.of("train", "test").contains(group) && METRICS.contains(metric.substring(dot + 1));
  }

  @Override
  public String toString() {
    return metric + operator.sign + bound;
  }
}
