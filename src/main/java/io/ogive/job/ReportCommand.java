package io.ogive.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ogive.report.Report;
import io.ogive.spark.MissingInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ogive report}: draws the report of a run again, or of two side by side, with no Spark. */
@Command(
    name = "report",
    description = "Draws the report of a run again, or two runs side by side.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ReportCommand extends JobCommand {
  @Option(
      names = "--run",
      required = true,
      paramLabel = "DIR",
      description = "a run folder, also one of a run that failed or is going on")
  private String run = "";

  @Option(names = "--against", paramLabel = "DIR", description = "another run, to be set beside it")
  private Optional<String> against = Optional.empty();

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description =
          "where the report goes; by default report.html in the run folder, or"
              + " against-NAME.html for two runs")
  private Optional<String> output = Optional.empty();

  private final ObjectNode line = Json.object();

  ReportCommand(Console console) {
    super(console);
  }

  @Override
  ObjectNode soFar() {
    return line;
  }

  @Override
  ExitCode run() {
    Configuration hadoop = HadoopFiles.configuration();
    FolderFiles folder = folder(run, hadoop);
    line.put("run", run);
    line.put("status", "running");
    String page;
    try {
      page =
          against.isEmpty()
              ? Report.draw(folder)
              : Report.draw(folder, folder(against.get(), hadoop));
    } catch (IOException e) {
      throw new MissingInputException("run '%s' cannot be read: %s".formatted(run, e), e);
    }
    byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
    Path target = output.map(HadoopFiles::named).orElseGet(() -> new Path(folder.folder(), name()));
    new Folders(HadoopFiles.of(target, hadoop)).write(target, bytes);
    line.put("status", "done");
    line.put("report", target.toString());
    line.put("bytes", bytes.length);
    console.say("report " + target);
    console.result(line);
    return ExitCode.OK;
  }

  private String name() {
    return against
        .map(other -> "against-" + lastName(HadoopFiles.named(other)) + ".html")
        .orElse(RunFolder.REPORT);
  }

  /** A folder's own name, also where its address ends with a slash. */
  private static String lastName(Path folder) {
    return new Path(folder.toString()).getName();
  }

  private static FolderFiles folder(String location, Configuration hadoop) {
    Path named = HadoopFiles.named(location);
    FileSystem files = HadoopFiles.of(named, hadoop);
    Folders folders = new Folders(files);
    if (!folders.exists(new Path(named, RunFolder.SUMMARY))
        && !folders.exists(new Path(named, RunFolder.HEALTH))) {
      throw new MissingInputException(
          "there is no run at '%s'; give a run folder, which has a %s"
              .formatted(location, RunFolder.SUMMARY),
          null);
    }
    return new FolderFiles(files, named);
  }
}
