package io.ogive.job;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ogive.spark.TrainSpec;
import io.ogive.spark.Verification;
import io.ogive.spark.Verifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ogive verify}: trains on Spark and on one core, and compares both and the textbook. */
@Command(
    name = "verify",
    description =
        "Trains on Spark and on one core, compares the bytes, and holds both to the textbook.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class VerifyCommand extends JobCommand {
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
      names = "--rows",
      paramLabel = "N",
      description = "at most so many rows; 0, the default, for all",
      defaultValue = "0")
  private int rows;

  private final ObjectNode line = Json.object();

  VerifyCommand(Console console) {
    super(console);
  }

  @Override
  ObjectNode soFar() {
    return line;
  }

  @Override
  ExitCode run() {
    long start = System.nanoTime();
    if (rows < 0) {
      throw new SettingsException("--rows takes a whole number of at least 0, was " + rows);
    }
    Configuration hadoop = HadoopFiles.configuration();
    JobSettings settings = JobSettings.load(config, set, hadoop);
    TrainSpec spec = StartModel.into(settings.spec(), StartModel.of(settings, hadoop));
    line.put("run", settings.runName());
    line.put("status", "running");
    Verification found;
    try (JobSession session = JobSession.open(settings.runName() + " verify")) {
      OptionalInt most = rows == 0 ? OptionalInt.empty() : OptionalInt.of(rows);
      found = Verifier.verify(session.spark(), spec, most);
    }
    report(found);
    Json.put(line.putObject("seconds"), "total", (System.nanoTime() - start) / 1e9);
    console.result(line);
    return found.holds() ? ExitCode.OK : ExitCode.VERIFY_DIFFERS;
  }

  private void report(Verification found) {
    line.put("status", found.holds() ? "done" : "differs");
    line.put("spark_sha256", found.sparkSha256());
    line.put("twin_sha256", found.twinSha256());
    boolean same = found.sparkSha256().equals(found.twinSha256());
    console.say("model file, Spark against one core: " + (same ? "the same bytes" : "DIFFERENT"));
    ArrayNode checks = line.putArray("checks");
    for (Verification.Check check : found.checks()) {
      ObjectNode node = checks.addObject();
      node.put("what", check.what());
      Json.put(node, "difference", check.difference());
      Json.put(node, "tolerance", check.tolerance());
      node.put("holds", check.holds());
      console.say(
          String.format(
              Locale.ROOT,
              "%s: %.1e, allowed %.1e%s",
              check.what(),
              check.difference(),
              check.tolerance(),
              check.holds() ? "" : "  DIFFERS"));
    }
  }
}
