package io.ogive.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ogive.spark.InputSpec.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ogive train}: trains a model and leaves a run folder. */
@Command(
    name = "train",
    description = "Trains a model and leaves a run folder, whole or not at all.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class TrainCommand extends JobCommand {
  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "HOCON, a local path or any Hadoop URI")
  private String config = "";

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "wins over the file; may be repeated")
  private List<String> set = new ArrayList<>();

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "the run folder; without it only the JSON line remains")
  private Optional<String> output = Optional.empty();

  @Option(
      names = "--overwrite",
      description = "replace a run folder that exists, once the new one is complete")
  private boolean overwrite;

  @Option(
      names = "--dry-run",
      description = "check configuration and input, print the plan, write nothing")
  private boolean dryRun;

  @Option(
      names = "--require",
      paramLabel = "CONDITION",
      description = "such as test.auc>=0.8; not met: exit code 23 and no model; may be repeated")
  private List<String> require = new ArrayList<>();

  @Option(names = "--resume", hidden = true)
  private boolean resume;

  @Option(
      names = "--fail-on",
      split = ",",
      paramLabel = "RULE",
      description = "the first alert of one of these rules ends the run: exit code 21 and no model")
  private List<String> failOn = new ArrayList<>();

  private final ObjectNode line = Json.object();

  TrainCommand(Console console) {
    super(console);
  }

  @Override
  ObjectNode soFar() {
    return line;
  }

  @Override
  ExitCode run() {
    refuseWhatIsNotThereYet();
    Configuration hadoop = HadoopFiles.configuration();
    JobSettings settings = JobSettings.load(config, set, hadoop);
    boolean heldOut = !(settings.spec().input().split() instanceof Split.None);
    List<Requirement> requirements =
        require.stream().map(condition -> Requirement.parse(condition, heldOut)).toList();
    FailOn fatal = FailOn.parse(failOn, settings.rules());
    line.put("run", settings.runName());
    line.put("status", "running");
    Optional<StartModel> start = StartModel.of(settings, hadoop);
    if (dryRun) {
      output
          .map(Path::new)
          .ifPresent(path -> RunFolder.check(HadoopFiles.of(path, hadoop), path, overwrite));
      DryRun.of(settings, start, console, line);
      return ExitCode.OK;
    }
    TrainRun run =
        new TrainRun(settings, start, new Conditions(requirements, fatal), console, line);
    if (output.isEmpty()) {
      run.withoutFolder();
    } else {
      Path path = new Path(output.get());
      run.into(RunFolder.begin(HadoopFiles.of(path, hadoop), path, overwrite));
    }
    console.result(line);
    return ExitCode.OK;
  }

  private void refuseWhatIsNotThereYet() {
    if (resume) {
      throw new SettingsException(
          "--resume does not exist yet; start the run again, without it and with --overwrite");
    }
  }
}
