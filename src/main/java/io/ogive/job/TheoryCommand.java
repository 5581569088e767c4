package io.ogive.job;

import io.ogive.theory.Theory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
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
      names = "--output",
      paramLabel = "FILE.html",
      description = "write a page with a plot a claim, too")
  private Optional<Path> output = Optional.empty();

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
    output.ifPresent(file -> write(theory.page(), file));
    return theory.holds() ? ExitCode.OK : ExitCode.VERIFY_DIFFERS;
  }

  private void write(String page, Path file) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.writeString(file, page);
    } catch (IOException e) {
      throw new OutputException("cannot write '%s': %s".formatted(file, e), e);
    }
    console.say("page " + file);
  }

  private Theory measured() {
    try {
      return Theory.measure(only, claim -> console.say("theory: " + claim));
    } catch (IllegalArgumentException e) {
      throw new SettingsException(e.getMessage());
    }
  }
}
