package io.ogive.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ogive.data.Role;
import io.ogive.spark.BadInputException;
import io.ogive.spark.Evaluation;
import io.ogive.spark.Ingest;
import io.ogive.spark.Ingested;
import io.ogive.spark.InputSpec;
import io.ogive.spark.InputSpec.Split;
import io.ogive.spark.SparkBlockStore;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ogive evaluate}: how good a model is on rows with labels. */
@Command(
    name = "evaluate",
    description = "Measures a model on rows with labels.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class EvaluateCommand extends JobCommand {
  /** Which rows are evaluated. */
  enum Part {
    ALL,
    TRAIN,
    TEST
  }

  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description = "a run folder or a model file")
  private String model = "";

  @Mixin private InputOptions input = new InputOptions();

  @Option(
      names = "--split",
      description = "all, or those that training took or held out: ${COMPLETION-CANDIDATES}",
      defaultValue = "ALL")
  private Part part = Part.ALL;

  private final ObjectNode line = Json.object();

  EvaluateCommand(Console console) {
    super(console);
  }

  @Override
  ObjectNode soFar() {
    return line;
  }

  @Override
  ExitCode run() {
    long start = System.nanoTime();
    TrainedModel trained = TrainedModel.load(model, HadoopFiles.configuration());
    InputSpec spec =
        part == Part.ALL ? input.spec(trained, "data.split.by=none") : input.spec(trained);
    if (part != Part.ALL && spec.split() instanceof Split.None) {
      throw new SettingsException("the model was trained without held-out rows: leave out --split");
    }
    line.put("model", model);
    line.put("model_sha256", trained.sha256());
    line.put("status", "running");
    Map<String, Double> metrics = metrics(trained, spec);
    if (metrics.isEmpty()) {
      throw new BadInputException("there are no rows to evaluate; check --input and --split");
    }
    line.put("status", "done");
    line.setAll(ResultLine.metrics(metrics));
    line.putObject("seconds").put("total", (System.nanoTime() - start) / 1e9);
    console.result(line);
    return ExitCode.OK;
  }

  private Map<String, Double> metrics(TrainedModel trained, InputSpec spec) {
    try (JobSession session = JobSession.open("ogive evaluate")) {
      Ingested rows = Ingest.withFeatures(session.spark(), spec, trained.model().features());
      try (SparkBlockStore store = rows.store()) {
        line.set("dropped", Json.numbers(rows.droppedByReason()));
        Role role = part == Part.TEST ? Role.TEST : Role.TRAIN;
        return Evaluation.of(trained.model(), store.blocks(), role);
      }
    }
  }
}
