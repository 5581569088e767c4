package io.ogive.job;

import io.ogive.bench.Bench;
import io.ogive.bench.BenchOptions;
import io.ogive.bench.Works;
import io.ogive.bench.rules.RulesBench;
import io.ogive.spark.MissingInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ogive bench NAME…}: measurements. */
@Command(
    name = "bench",
    description = {
      "Measures Ogive against the peers that are installed and against published optima.",
      "",
      "NAME is one or more of:",
      "  lr       dense logistic regression against Spark MLlib and scikit-learn",
      "  sparse   LibSVM files, words and very wide rows against MLlib and LIBLINEAR; see --data",
      "  network  a network on MNIST against MLlib, PyTorch and scikit-learn; products against BLAS",
      "  health   what measuring costs, on dense rows and on MNIST; see --data",
      "  kernels  inner loops against a plain read of memory; jobs/ogive runs it, by JMH",
      "  rules    rules of health on 120 healthy trainings and on planted partitions; needs --data",
      "  optima   fits of public data against optima that others found; needs --data",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class BenchCommand extends JobCommand {
  private static final String OPTIMA = "optima";
  private static final String RULES = "rules";
  private static final Set<String> NAMES = new TreeSet<>(Works.NAMES);

  static {
    NAMES.add(OPTIMA);
    NAMES.add(RULES);
  }

  @Parameters(paramLabel = "NAME", arity = "1..*")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "a folder with the public files in shared-only/, and with optima.tsv")
  private Optional<String> data = Optional.empty();

  @Option(
      names = "--only",
      paramLabel = "WORK",
      description = "measure this work alone; may be repeated")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--fits",
      paramLabel = "N",
      description = "fits of each peer, instead of the work's own number")
  private Optional<Integer> fits = Optional.empty();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "of every peer, ${DEFAULT-VALUE} by default")
  private int threads = 2;

  @Option(
      names = "--heap",
      paramLabel = "SIZE",
      description = "of every JVM, ${DEFAULT-VALUE} by default")
  private String heap = "4g";

  @Option(
      names = "--to",
      paramLabel = "DIR",
      description = "where JSON and logs go, ${DEFAULT-VALUE} by default")
  private String folder = "target/bench";

  BenchCommand(Console console) {
    super(console);
  }

  @Override
  ExitCode run() {
    for (String name : names) {
      if (!NAMES.contains(name)) {
        throw new SettingsException(
            "there is no benchmark '%s'; there are kernels, by jobs/ogive, and %s"
                .formatted(name, String.join(", ", NAMES)));
      }
    }
    ExitCode code = ExitCode.OK;
    for (String name : names) {
      code =
          switch (name) {
            case OPTIMA -> optima();
            case RULES -> rules();
            default -> measured(name);
          };
    }
    return code;
  }

  private ExitCode optima() {
    return new OptimaBench(console, folderOf(OPTIMA)).run();
  }

  private ExitCode rules() {
    Path from = Path.of(folderOf(RULES));
    try (JobSession session = JobSession.open("ogive bench rules")) {
      Path to = Path.of(folder).toAbsolutePath();
      new RulesBench(session.spark(), from, only, to, console.out(), console.err()).run();
      return ExitCode.OK;
    } catch (IOException e) {
      throw new MissingInputException("bench rules: " + e.getMessage(), e);
    }
  }

  private String folderOf(String bench) {
    return data.orElseThrow(
        () ->
            new SettingsException("bench %s reads files; say where with --data".formatted(bench)));
  }

  private ExitCode measured(String name) {
    try {
      bench().run(name);
      return ExitCode.OK;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Bench bench() {
    try {
      Path to = Path.of(folder).toAbsolutePath();
      BenchOptions options = new BenchOptions(data.map(Path::of), only, fits, threads, heap, to);
      return new Bench(options, console.out(), console.err());
    } catch (IllegalArgumentException e) {
      throw new SettingsException(e.getMessage());
    }
  }
}
