package io.ogive.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ogive.math.Kernels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What figures were measured on. */
public final class Machine {
  private Machine() {}

  static ObjectNode json(BenchOptions options) {
    return json().put("threads", options.threads()).put("heap", options.heap());
  }

  /** The machine and this process. */
  public static ObjectNode json() {
    return Line.object()
        .put("processor", processor())
        .put("cores", Runtime.getRuntime().availableProcessors())
        .put("kernels", Kernels.best().name())
        .put("java", Runtime.version().toString())
        .put("spark", org.apache.spark.package$.MODULE$.SPARK_VERSION());
  }

  static String words(BenchOptions options) {
    return "%s, %d cores, %s kernels, JDK %s, Spark %s; %d threads and a heap of %s each"
        .formatted(
            processor(),
            Runtime.getRuntime().availableProcessors(),
            Kernels.best().name(),
            Runtime.version(),
            org.apache.spark.package$.MODULE$.SPARK_VERSION(),
            options.threads(),
            options.heap());
  }

  private static String processor() {
    try {
      return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }
}
