package io.ogive.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * LIBLINEAR's primal trust-region Newton on one core, by its command line.
 *
 * <p>Its solver's time is that of a run less that of one whose tolerance lets it stop at once, so
 * that reading is left out. It minimises {@code 1/2 |(w, b)|^2 + C * sum of losses}, with C = 1 /
 * (rows * lambda): the intercept is penalised, which the common objective then shows.
 */
final class Liblinear implements Contestant {
  private static final String COMMAND = "liblinear-train";

  /** Ends within 1e-7 of the optimum on the works here; the command's own 0.01 ends at 1e-3. */
  private static final String TOLERANCE = "1e-4";

  private static final String AT_ONCE = "1e30";

  private final Path rows;
  private final long size;
  private final Path log;
  private long peak;

  private Liblinear(Path rows, long size, Path log) {
    this.rows = rows;
    this.size = size;
    this.log = log;
  }

  /**
   * Hands the rows over.
   *
   * @throws PeerException if the command is not there
   */
  static Liblinear loaded(Rows rows, Path folder, String work) throws IOException {
    Path log = folder.resolve("liblinear.log");
    try {
      run(log, COMMAND);
    } catch (IOException e) {
      throw new PeerException(COMMAND + " is not installed; apt-get install liblinear-tools");
    }
    Path file = folder.resolve(work + ".libsvm");
    RowFiles.libSvm(rows, file);
    return new Liblinear(file, rows.size(), log);
  }

  @Override
  public JsonNode fit(double lambda, Path model) throws IOException {
    Path text = model.resolveSibling(model.getFileName() + ".txt");
    double idle = train(lambda, AT_ONCE, text);
    double whole = train(lambda, TOLERANCE, text);
    read(text).write(model);
    long iterations =
        Files.readAllLines(log).stream().filter(line -> line.startsWith("iter")).count();
    return Line.object()
        .put("seconds", whole - idle)
        .put("seconds_with_reading", whole)
        .put("iterations", iterations);
  }

  private double train(double lambda, String tolerance, Path model) throws IOException {
    String c = Double.toString(1 / (size * lambda));
    long start = System.nanoTime();
    long most =
        run(
            log,
            COMMAND,
            "-s",
            "0",
            "-B",
            "1",
            "-c",
            c,
            "-e",
            tolerance,
            rows.toString(),
            model.toString());
    peak = Math.max(peak, most);
    return (System.nanoTime() - start) / 1e9;
  }

  /** Runs a command to its end and returns the most memory that it was seen to hold. */
  private static long run(Path output, String... command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      long most = 0;
      while (!process.waitFor(20, TimeUnit.MILLISECONDS)) {
        most = Math.max(most, ProcessMemory.peakBytes(process.pid()));
      }
      return most;
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new PeerException("interrupted while " + command[0] + " ran");
    }
  }

  private static LinearModel read(Path text) throws IOException {
    List<String> lines = Files.readAllLines(text);
    int first = lines.indexOf("w") + 1;
    int columns = lines.size() - first - 1;
    // The weights are those of the label that the file names first.
    double sign = lines.get(2).trim().startsWith("label 1") ? 1 : -1;
    double[] weights = new double[columns];
    for (int j = 0; j < columns; j++) {
      weights[j] = sign * Double.parseDouble(lines.get(first + j).trim());
    }
    double intercept = sign * Double.parseDouble(lines.get(first + columns).trim());
    return new LinearModel(new double[][] {weights}, new double[] {intercept});
  }

  @Override
  public String version() {
    return ""; // the command does not know
  }

  @Override
  public long peakBytes() {
    return peak;
  }

  @Override
  public void close() {
    rows.toFile().delete();
  }
}
