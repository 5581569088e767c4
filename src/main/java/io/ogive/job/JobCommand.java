package io.ogive.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/**
 * What all commands share: an error is one clear line on stderr, a JSON line with status {@code
 * failed} on stdout, and the exit code of its kind.
 */
abstract class JobCommand implements Callable<Integer> {
  final Console console;

  @Option(
      names = {"-v", "--verbose"},
      description = "print the stack trace of an error")
  private boolean verbose;

  JobCommand(Console console) {
    this.console = console;
  }

  /** Does the work. */
  abstract ExitCode run();

  /** What the JSON line of a failed run says beside the error, as far as it got. */
  ObjectNode soFar() {
    return Json.object();
  }

  @Override
  public final Integer call() {
    try {
      return run().code();
    } catch (Exception | StackOverflowError | OutOfMemoryError | LinkageError e) {
      // Exception, not RuntimeException: Scala throws checked ones and declares none.
      return failed(e).code();
    }
  }

  private ExitCode failed(Throwable error) {
    boolean known = ExitCode.cause(error).isPresent();
    console.error(message(error));
    if (verbose || !known) {
      error.printStackTrace(console.err());
    }
    ExitCode code = ExitCode.of(error);
    console.result(failure(soFar(), error));
    return code;
  }

  /** A run's JSON with its failure. */
  static ObjectNode failure(ObjectNode line, Throwable error) {
    line.put("status", "failed");
    line.put("error", message(error));
    line.put("exit_code", ExitCode.of(error).code());
    return line;
  }

  static String message(Throwable error) {
    return ExitCode.cause(error).map(Throwable::getMessage).orElse("internal error: " + error);
  }
}
