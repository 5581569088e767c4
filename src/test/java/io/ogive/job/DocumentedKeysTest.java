package io.ogive.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.ogive.health.rules.Rule;
import io.ogive.health.rules.Rules;
import io.ogive.health.rules.Threshold;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every key stands in reference.conf with a comment, and makes a difference. */
class DocumentedKeysTest {
  /** Another value than the default for every key, and the kind of model that looks at it. */
  private static final Map<String, String> CHANGES = new LinkedHashMap<>();

  static {
    CHANGES.put("run.name", "nightly");
    CHANGES.put("input.format", "libsvm");
    CHANGES.put("input.path", "\"hdfs://h/p\"");
    CHANGES.put("input.table", "sales.churn");
    CHANGES.put("input.options", "{ sep = \";\" }");
    CHANGES.put("input.where", "\"a > 1\"");
    CHANGES.put("input.label", "z");
    CHANGES.put("input.label-kind", "number");
    CHANGES.put("input.labels", "[a, b]");
    CHANGES.put("input.positive", "Yes");
    CHANGES.put("input.weight", "w");
    CHANGES.put("features.columns", "[a, b]");
    CHANGES.put("features.exclude", "[c]");
    CHANGES.put("input.on-bad-row", "drop");
    CHANGES.put("input.bad-row-ceiling", "0.5");
    CHANGES.put("features.missing", "mean");
    CHANGES.put("features.unseen", "other");
    CHANGES.put("features.full-levels", "true");
    CHANGES.put("features.max-levels", "5");
    CHANGES.put("features.density", "sparse");
    CHANGES.put("data.storage", "float64");
    CHANGES.put("data.partitions", "7");
    CHANGES.put("data.block-rows", "64");
    CHANGES.put("data.split.by", "hash");
    CHANGES.put("data.split.test-share", "0.1");
    CHANGES.put("data.split.seed", "-9");
    CHANGES.put("data.split.column", "fold");
    CHANGES.put("data.split.test-value", "late");
    CHANGES.put("model.kind", "network");
    CHANGES.put("model.logistic.family", "multinomial");
    CHANGES.put("model.logistic.l2", "0.25");
    CHANGES.put("model.logistic.l1", "1e-3");
    CHANGES.put("model.logistic.start", "\"hdfs://runs/last\"");
    CHANGES.put("model.logistic.bounds.all", "[0, inf]");
    CHANGES.put("model.logistic.bounds.intercept", "[-inf, 1.5]");
    CHANGES.put("model.logistic.bounds.coefficients", "{ a = [-1, 1] }");
    CHANGES.put("model.logistic.bounds.classes", "{ Yes { all = [0, 1] } }");
    CHANGES.put("model.logistic.intercept", "false");
    CHANGES.put("model.logistic.standardize", "true");
    CHANGES.put("model.logistic.class-weights", "balanced");
    CHANGES.put("model.network.hidden", "[64, 8]");
    CHANGES.put("model.network.activation", "tanh");
    CHANGES.put("model.network.batch-norm", "true");
    CHANGES.put("model.network.dropout", "0.25");
    CHANGES.put("model.network.init", "mllib");
    CHANGES.put("model.network.l1", "1e-4");
    CHANGES.put("model.network.layers", "[{ units = 7, activation = relu }]");
    CHANGES.put("model.network.output", "softmax");
    CHANGES.put("model.network.loss", "squared-error");
    CHANGES.put("model.network.l2", "0.5");
    CHANGES.put("model.network.standardize", "false");
    CHANGES.put("model.network.class-weights", "{ a = 2 }");
    CHANGES.put("model.network.start", "\"hdfs://runs/last\"");
    CHANGES.put("model.network.seed", "12");
    CHANGES.put("solver.name", "lbfgs");
    CHANGES.put("solver.max-rounds", "3");
    CHANGES.put("solver.tolerance", "1e-3");
    CHANGES.put("solver.adam.replicas", "4");
    CHANGES.put("solver.adam.batch", "128");
    CHANGES.put("solver.adam.local-steps", "20");
    CHANGES.put("solver.adam.moments", "keep");
    CHANGES.put("solver.adam.rate", "0.01");
    CHANGES.put("solver.adam.beta1", "0.8");
    CHANGES.put("solver.adam.beta2", "0.99");
    CHANGES.put("solver.adam.epsilon", "1e-7");
    CHANGES.put("solver.sgd.rate", "0.01");
    CHANGES.put("solver.sgd.momentum", "0.5");
    CHANGES.put("solver.sgd.nesterov", "false");
    CHANGES.put("solver.schedule.name", "cosine");
    CHANGES.put("solver.schedule.warm-up", "2");
    CHANGES.put("solver.schedule.every", "7");
    CHANGES.put("solver.schedule.factor", "0.5");
    CHANGES.put("solver.clip", "1");
    CHANGES.put("solver.early-stopping.share", "0.1");
    CHANGES.put("solver.early-stopping.patience", "3");
    CHANGES.put("health.level", "off");
    CHANGES.put("health.cure", "apply");
    CHANGES.put("health.every", "3");
    CHANGES.put("health.tensorboard", "true");
    CHANGES.put("health.group-by", "file");
    CHANGES.put("health.group-column", "origin");
    CHANGES.put("health.groups", "7");
    CHANGES.put("health.live-page", "false");
    for (Rule rule : Rules.ALL) {
      CHANGES.put("health.rules." + rule.id() + ".enabled", "false");
      for (Threshold threshold : rule.thresholds()) {
        double other =
            threshold.byDefault() > threshold.low()
                ? Math.max(
                    threshold.low(), threshold.byDefault() - Math.abs(threshold.byDefault()) / 2)
                : threshold.low() + 1;
        CHANGES.put("health.rules." + rule.id() + "." + threshold.name(), Double.toString(other));
      }
    }
  }

  @Test
  void everyKeyIsDocumentedByACommentAboveIt() {
    for (Map.Entry<String, ConfigValue> key : referenceKeys().entrySet()) {
      // The numbers of a rule stand in one line, under one comment.
      ConfigValue documented =
          key.getKey().startsWith("health.rules.")
              ? ConfigLoader.reference()
                  .getValue(key.getKey().substring(0, key.getKey().lastIndexOf('.')))
              : key.getValue();
      assertThat(documented.origin().comments())
          .as("comment above %s in conf/reference.conf", key.getKey())
          .isNotEmpty();
    }
  }

  @Test
  void everyDocumentedKeyChangesTheRecipe() {
    assertThat(CHANGES.keySet()).isEqualTo(referenceKeys().keySet());
    CHANGES.forEach(
        (key, value) -> {
          Set<String> outcomes = new HashSet<>();
          for (String context : contexts(key)) {
            JobSettings before = Configs.settings(context);
            JobSettings after = Configs.settings(context + key + " = " + value);
            if (!before.spec().equals(after.spec())
                || !before.start().equals(after.start())
                || !before.rules().equals(after.rules())
                || before.tensorBoard() != after.tensorBoard()
                || before.livePage() != after.livePage()
                || !before.runName().equals(after.runName())) {
              outcomes.add("changed");
            }
          }
          assertThat(outcomes).as("setting %s = %s", key, value).contains("changed");
        });
  }

  /** Configurations under which a key may matter. */
  private static List<String> contexts(String key) {
    List<String> contexts = new ArrayList<>();
    if (key.equals("input.table")) {
      return List.of("input { table = t, label = y }\n");
    }
    if (key.equals("input.labels")) {
      return List.of("input { format = csv, labels = [c, d] }\n");
    }
    if (key.startsWith("health.group-c") || key.equals("health.groups")) {
      return List.of(Configs.LEAST + "health { group-by = column, group-column = c }\n");
    }
    contexts.add(Configs.LEAST);
    contexts.add(Configs.LEAST + "model.kind = network\n");
    if (key.startsWith("solver.early-stopping")) {
      contexts.add(Configs.LEAST + "model.kind = network\nsolver.early-stopping.share = 0.2\n");
    }
    contexts.add(Configs.LEAST + "data.split.by = hash\n");
    contexts.add(Configs.LEAST + "data.split { by = column, column = c }\n");
    return contexts;
  }

  /** The keys of reference.conf; empty objects are keys whose names are the user's. */
  private static Map<String, ConfigValue> referenceKeys() {
    Map<String, ConfigValue> keys = new LinkedHashMap<>();
    Config reference = ConfigLoader.reference();
    collect("", reference.root(), keys);
    return keys;
  }

  private static void collect(String prefix, ConfigObject section, Map<String, ConfigValue> into) {
    section.forEach(
        (name, value) -> {
          if (value instanceof ConfigObject inner && !inner.isEmpty()) {
            collect(prefix + name + ".", inner, into);
          } else {
            into.put(prefix + name, value);
          }
        });
  }
}
