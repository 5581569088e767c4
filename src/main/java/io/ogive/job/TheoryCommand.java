package io.ogive.job;

import io.ogive.theory.Theory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ogive theory}: what the theory of the sigmoid claims, measured. */
@Command(
    name = "theory",
    description = {
      "Trains small networks on bundled data and prints what the sigmoid's theory claims, what it",
      "predicts and what is measured; a row outside of its tolerance gives exit code 22.",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class TheoryCommand extends JobCommand {
  @Option(
      names = "--only",
      paramLabel = "CLAIM",
      description = "measure this claim alone; a part of its name will do")
  private String only = "";

  TheoryCommand(Console console) {
    super(console);
  }

  @Override
  ExitCode run() {
    Theory theory = measured();
    console.out().print(theory.table());
    console.out().flush();
    return theory.holds() ? ExitCode.OK : ExitCode.VERIFY_DIFFERS;
  }

  private Theory measured() {
    try {
      return Theory.measure(only, claim -> console.say("theory: " + claim));
    } catch (IllegalArgumentException e) {
      throw new SettingsException(e.getMessage());
    }
  }
}
