package io.ogive.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ogive.spark.InputReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.SaveMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ogive score}: the model's probabilities for rows, written from the executors. */
@Command(
    name = "score",
    description = "Writes a model's probabilities and predictions for rows.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ScoreCommand extends JobCommand {
  /** How rows are written. */
  enum OutputFormat {
    PARQUET,
    CSV,
    JSON
  }

  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description = "a run folder or a model file")
  private String model = "";

  @Mixin private InputOptions input = new InputOptions();

  @Option(
      names = "--output",
      required = true,
      paramLabel = "PATH",
      description = "the folder of the scored rows")
  private String output = "";

  @Option(
      names = "--output-format",
      description = "${COMPLETION-CANDIDATES}; by default ${DEFAULT-VALUE}",
      defaultValue = "PARQUET")
  private OutputFormat outputFormat = OutputFormat.PARQUET;

  @Option(
      names = "--keep",
      paramLabel = "COLUMN",
      split = ",",
      description =
          "columns of the input that stand before the scores; one with a comma in double quotes")
  private List<String> keep = new ArrayList<>();

  @Option(
      names = "--overwrite",
      description = "replace scored rows that exist, once the new ones are complete")
  private boolean overwrite;

  private final ObjectNode line = Json.object();

  ScoreCommand(Console console) {
    super(console);
  }

  @Override
  ObjectNode soFar() {
    return line;
  }

  @Override
  ExitCode run() {
    long start = System.nanoTime();
    if (!input.isGiven()) {
      throw new SettingsException("score needs --input PATH");
    }
    Configuration hadoop = HadoopFiles.configuration();
    TrainedModel trained = TrainedModel.load(model, hadoop);
    line.put("model", model);
    line.put("model_sha256", trained.sha256());
    line.put("status", "running");
    Path path = new Path(output);
    if (input.isAt(path, hadoop)) {
      throw new SettingsException(
          "--output '%s' is the input, which --overwrite would replace; give another --output"
              .formatted(output));
    }
    RunFolder folder =
        RunFolder.begin(HadoopFiles.of(path, hadoop), path, RunFolder.Kind.ROWS, overwrite);
    try {
      write(trained, folder);
      folder.publish();
    } catch (Throwable e) {
      discard(folder, e);
      throw e;
    }
    line.put("status", "done");
    line.putObject("seconds").put("total", (System.nanoTime() - start) / 1e9);
    console.result(line);
    return ExitCode.OK;
  }

  private void write(TrainedModel trained, RunFolder folder) {
    try (JobSession session = JobSession.open("ogive score")) {
      ScoredRows rows =
          ScoredRows.of(
              session.spark(),
              input.spec(trained, "input.on-bad-row=fail", "data.split.by=none"),
              trained.model(),
              keep);
      save(rows, folder);
      line.put("rows", rows.written());
      line.put("dropped", rows.read() - rows.written());
    }
  }

  private void save(ScoredRows rows, RunFolder folder) {
    try {
      rows.dataset()
          .write()
          .format(outputFormat.name().toLowerCase(Locale.ROOT))
          .option("header", "true") // of CSV; the others have names anyway
          .mode(SaveMode.Append) // into the folder that is there for it
          .save(folder.work().toString());
    } catch (Exception e) { // Scala does not declare what it throws
      if (e instanceof SparkThrowable s
          && "UNSUPPORTED_DATA_TYPE_FOR_DATASOURCE".equals(s.getCondition())) {
        throw new SettingsException(
            "%s cannot hold column %s; leave it out of --keep, or set --output-format parquet"
                .formatted(
                    outputFormat.name().toLowerCase(Locale.ROOT),
                    s.getMessageParameters().get("columnName")),
            e);
      }
      throw InputReader.failure(e);
    }
  }

  private static void discard(RunFolder folder, Throwable error) {
    try {
      folder.discard();
    } catch (OutputException e) {
      error.addSuppressed(e);
    }
  }
}
