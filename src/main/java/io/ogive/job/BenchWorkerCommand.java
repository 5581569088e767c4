package io.ogive.job;

import io.ogive.bench.Worker;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ogive bench-worker PEER}: one side of a bench, started by it as a process of its own. */
@Command(name = "bench-worker", hidden = true)
final class BenchWorkerCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "PEER")
  private String peer = "";

  @Parameters(index = "1", paramLabel = "FOLDER")
  private String folder = "";

  @Override
  public Integer call() throws IOException {
    PrintStream answers = System.out;
    System.setOut(System.err); // what libraries print is no answer
    Worker.serve(
        peer,
        arguments -> Ogive.run(System.err, System.err, arguments),
        Path.of(folder),
        System.in,
        answers);
    return ExitCode.OK.code();
  }
}
