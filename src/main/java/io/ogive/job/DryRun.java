package io.ogive.job;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ogive.data.DataSummary;
import io.ogive.data.Features;
import io.ogive.data.Role;
import io.ogive.spark.Ingest;
import io.ogive.spark.Ingested;
import io.ogive.spark.ModelSpec;
import io.ogive.spark.SparkBlockStore;
import java.util.Optional;

/** What {@code train} would do: all of it up to the first round, and nothing written. */
final class DryRun {
  private DryRun() {}

  /** Reads the input, fits its features and prints the plan. */
  static void of(
      JobSettings settings, Optional<StartModel> start, Console console, ObjectNode line) {
    try (JobSession session = JobSession.open(settings.runName())) {
      Ingested input = Ingest.read(session.spark(), settings.spec());
      try (SparkBlockStore store = input.store()) {
        Features features = input.features();
        DataSummary summary = store.summary();
        line.put("status", "planned");
        line.put("model", settings.modelKind());
        if (settings.spec().model() instanceof ModelSpec.Logistic logistic) {
          penalties(line, logistic);
        }
        start.ifPresent(from -> from.tell(line, features));
        line.put("columns", features.columns().size());
        line.put("slots", features.width());
        features.label().classes().forEach(line.putArray("classes")::add);
        line.put("sources", summary.sources());
        line.put("sparse", summary.sparse());
        line.putObject("rows")
            .put("train", summary.rows(Role.TRAIN))
            .put("test", summary.rows(Role.TEST));
        line.set("dropped", Json.numbers(input.droppedByReason()));
      }
    }
    console.say(Rendering.hocon(settings.resolved()).stripTrailing());
    console.say("plan: " + Json.line(line));
    console.result(line);
  }

  private static void penalties(ObjectNode line, ModelSpec.Logistic logistic) {
    if (!logistic.path().isEmpty()) {
      ArrayNode all = line.putArray("penalties");
      logistic.path().forEach(penalty -> all.add(PathFiles.penalty(penalty)));
    }
  }
}
