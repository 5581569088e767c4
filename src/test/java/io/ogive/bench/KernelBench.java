package io.ogive.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * {@code jobs/ogive bench kernels}: every JMH class named {@code …Benchmark}, in this process, with
 * as many threads as its annotation says.
 *
 * <p>Where a class has a method {@code read}, which does nothing but read the arrays, the others
 * are shown as their share of its speed; those whose name begins with {@code pass} are to reach
 * {@link #SHARE} of it.
 */
final class KernelBench {
  private static final String EVERY_BENCHMARK = "^io\\.ogive\\..*Benchmark\\.";
  private static final String PROBE = "read";
  private static final String HELD = "pass";
  private static final double SHARE = 0.6;
  private static final int THREADS = 2;

  private KernelBench() {}

  /**
   * Runs.
   *
   * @param args the folder for JSON, then patterns of benchmarks; none for all
   */
  public static void main(String[] args) throws RunnerException, IOException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    ChainedOptionsBuilder options = new OptionsBuilder().forks(0);
    for (int i = 1; i < args.length; i++) {
      options.include(args[i]);
    }
    if (args.length == 1) {
      options.include(EVERY_BENCHMARK);
    }
    List<Timing> timings = timings(new Runner(options.build()).run());
    List<Figure> figures = figures(timings);
    ObjectNode json = Line.object().put("bench", "kernels");
    BenchOptions machine =
        new BenchOptions(Optional.empty(), List.of(), Optional.empty(), THREADS, "default", folder);
    json.set("machine", Machine.json(machine));
    ArrayNode table = json.putArray("figures");
    figures.forEach(figure -> table.add(figure.json()));
    Files.writeString(folder.resolve("kernels.json"), json.toPrettyString() + "\n");
    System.out.println(Machine.words(machine));
    System.out.print(Table.of(figures));
  }

  /**
   * One benchmark's result.
   *
   * @param group class and parameters
   * @param score time of one operation
   */
  record Timing(String group, String method, double score, double error, String unit) {}

  private static List<Timing> timings(Collection<RunResult> results) {
    List<Timing> timings = new ArrayList<>();
    for (RunResult result : results) {
      String[] name = result.getParams().getBenchmark().split("\\.", -1);
      StringBuilder group = new StringBuilder(name[name.length - 2]);
      for (String key : result.getParams().getParamsKeys()) {
        group.append(' ').append(key).append('=').append(result.getParams().getParam(key));
      }
      timings.add(
          new Timing(
              group.toString(),
              name[name.length - 1],
              result.getPrimaryResult().getScore(),
              result.getPrimaryResult().getScoreError(),
              result.getPrimaryResult().getScoreUnit()));
    }
    return timings;
  }

  static List<Figure> figures(List<Timing> timings) {
    Map<String, Timing> probes = new TreeMap<>();
    for (Timing timing : timings) {
      if (timing.method().equals(PROBE)) {
        probes.put(timing.group(), timing);
      }
    }
    List<Figure> figures = new ArrayList<>();
    for (Timing timing : timings) {
      Timing probe = probes.get(timing.group());
      double share = probe == null ? Double.NaN : probe.score() / timing.score();
      boolean held = timing.method().startsWith(HELD) && probe != null;
      figures.add(
          new Figure(
              timing.group(),
              timing.method(),
              "",
              words(timing),
              probe == null ? "" : words(probe),
              share,
              held ? Figure.atLeast(SHARE) : "",
              held ? Figure.Verdict.of(share >= SHARE) : Figure.Verdict.NONE,
              probe == null ? "" : "ratio is the share of a plain read's speed"));
    }
    return figures;
  }

  private static String words(Timing timing) {
    return String.format(
        Locale.ROOT, "%.4g +- %.2g %s", timing.score(), timing.error(), timing.unit());
  }
}
