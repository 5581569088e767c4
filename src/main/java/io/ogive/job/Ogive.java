package io.ogive.job;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/**
 * The command line: {@code spark-submit --class io.ogive.job.Ogive ogive.jar train --config FILE}.
 */
@Command(
    name = "ogive",
    description = "Logistic regression and sigmoid networks on Apache Spark.",
    mixinStandardHelpOptions = true,
    versionProvider = Ogive.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Exit codes: 0 done; 1 internal; 2 usage or configuration; 3 input missing; 4 output exists;",
      "65 bad data; 20 diverged or not finite; 21 a --fail-on rule fired; 22 verify or theory",
      "differs; 23 a --require is not met."
    })
public final class Ogive {
  private Ogive() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(run(System.out, System.err, args));
  }

  /** Runs a command and returns its exit code; may be called in a process that goes on. */
  public static int run(PrintStream out, PrintStream err, String... args) {
    Console console = new Console(out, err);
    CommandLine line =
        new CommandLine(new Ogive())
            .addSubcommand(new TrainCommand(console))
            .addSubcommand(new ScoreCommand(console))
            .addSubcommand(new EvaluateCommand(console))
            .addSubcommand(new VerifyCommand(console))
            .addSubcommand(new ExplainCommand(console))
            .addSubcommand(new ReportCommand(console))
            .addSubcommand(new BenchCommand(console))
            .addSubcommand(new TheoryCommand(console))
            .addSubcommand(new BenchWorkerCommand());
    line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler((e, given) -> misused(console, e));
    if (args.length == 0) {
      line.usage(err);
      return ExitCode.USAGE.code();
    }
    return line.execute(args);
  }

  private static int misused(Console console, CommandLine.ParameterException e) {
    console.error(Mask.text(e.getMessage()));
    console.error(
        "see %s --help".formatted(e.getCommandLine().getCommandSpec().qualifiedName(" ")));
    return ExitCode.USAGE.code();
  }

  /** The version that the jar's manifest names. */
  static String version() {
    String version = Ogive.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /** The same for {@code --version}. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"ogive " + version()};
    }
  }
}
