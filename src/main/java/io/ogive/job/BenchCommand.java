package io.ogive.job;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ogive bench NAME}: measurements; each is a subcommand that is registered here. */
@Command(
    name = "bench",
    description = "Measures Ogive against published figures and installed peers.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "NAME")
final class BenchCommand implements Runnable {
  @Spec private CommandSpec spec;

  private BenchCommand() {}

  /** The command with its benchmarks. */
  static CommandLine line(Console console) {
    return new CommandLine(new BenchCommand()).addSubcommand(new OptimaBench(console));
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "bench needs the name of a benchmark: " + String.join(", ", spec.subcommands().keySet()));
  }
}
