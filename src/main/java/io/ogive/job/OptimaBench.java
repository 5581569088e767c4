package io.ogive.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ogive.data.Storage;
import io.ogive.health.HealthLevel;
import io.ogive.solver.CoefficientRow;
import io.ogive.solver.LogisticOptions;
import io.ogive.solver.LogisticOptions.ClassWeights;
import io.ogive.solver.LogisticOptions.Family;
import io.ogive.solver.LogisticOptions.Solver;
import io.ogive.solver.StoppingRule;
import io.ogive.spark.InputSpec;
import io.ogive.spark.MissingInputException;
import io.ogive.spark.ModelSpec;
import io.ogive.spark.TrainSpec;
import io.ogive.spark.Trainer;
import io.ogive.spark.TrainingResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * {@code ogive bench optima}: logistic fits on public data against optima that others found.
 *
 * <p>{@code optima.tsv} holds objectives of an independent Newton in double precision; SAheart's
 * coefficients are those of The Elements of Statistical Learning, table 4.2.
 */
final class OptimaBench {
  private static final double TOLERANCE = 1e-7;

  /** LibSVM files by the name they have in optima.tsv, with the label that is class 1. */
  private static final Map<String, Source> LIBSVM =
      Map.of(
          "a1a", new Source("a1a", "1"),
          "a9a", new Source("a9a.gz", "1"),
          "w8a", new Source("w8a.gz", "1"),
          "ijcnn1", new Source("ijcnn1.gz", "1"),
          "mushrooms(label1=pos)", new Source("mushrooms.gz", "1"),
          "phishing", new Source("phishing.gz", "1"),
          "heart_scale", new Source("heart_scale", "1"));

  /** Table 4.2, to three places as printed. */
  private static final Map<String, Double> SA_HEART =
      Map.of(
          CoefficientRow.INTERCEPT,
          -4.130,
          "sbp",
          0.006,
          "tobacco",
          0.080,
          "ldl",
          0.185,
          "famhist=Present",
          0.939,
          "obesity",
          -0.035,
          "alcohol",
          0.001,
          "age",
          0.043);

  private static final double HALF_OF_LAST_PLACE = 0.0005 + 1e-9;

  private final Console console;
  private final String data;
  private boolean met = true;

  /**
   * A bench.
   *
   * @param data a folder with optima.tsv and the files in shared-only/
   */
  OptimaBench(Console console, String data) {
    this.console = console;
    this.data = data;
  }

  private record Source(String file, String positive) {}

  /** A line of optima.tsv: what was fitted, with which penalty, and the least objective. */
  private record Optimum(String name, double lambda, double objective) {
    static Optimum parse(String line) {
      String[] cells = line.split("\t", -1);
      return new Optimum(cells[0], Double.parseDouble(cells[1]), Double.parseDouble(cells[2]));
    }
  }

  ExitCode run() {
    List<Optimum> optima =
        text(new Path(HadoopFiles.named(data), "optima.tsv"))
            .lines()
            .skip(1)
            .map(Optimum::parse)
            .filter(o -> LIBSVM.containsKey(o.name()))
            .toList();
    ObjectNode line = Json.object();
    try (JobSession session = JobSession.open("ogive bench optima")) {
      console.say(
          "%-22s %8s  %-15s %-15s %10s %7s  %s"
              .formatted("data", "lambda", "objective", "optimum", "relative", "rounds", "stop"));
      double worst = 0;
      for (Optimum optimum : optima) {
        worst = Math.max(worst, objective(session.spark(), optimum));
      }
      line.put("optima", optima.size()).put("worst_relative", worst).put("tolerance", TOLERANCE);
      line.put("worst_sa_heart", saHeart(session.spark()));
    }
    line.put("status", met ? "done" : "differs");
    console.result(line);
    return met ? ExitCode.OK : ExitCode.VERIFY_DIFFERS;
  }

  private static String text(Path file) {
    try {
      byte[] bytes = HadoopFiles.read(HadoopFiles.of(file, HadoopFiles.configuration()), file);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new MissingInputException("cannot read '%s': %s".formatted(file, e.getMessage()), e);
    }
  }

  /** How far above the optimum the fit ends, relative; below counts as well. */
  private double objective(SparkSession spark, Optimum optimum) {
    Source source = LIBSVM.get(optimum.name());
    InputSpec input =
        InputSpec.of("libsvm", data + "/shared-only/" + source.file(), "label")
            .positive(source.positive())
            .build();
    TrainingResult result = train(spark, input, optimum.lambda());
    double found = result.fit().value();
    double apart = Math.abs(found / optimum.objective() - 1);
    met &= apart <= TOLERANCE;
    console.say(
        String.format(
            Locale.ROOT,
            "%-22s %8.0e  %-15.12f %-15.12f %10.1e %7d  %s",
            optimum.name(),
            optimum.lambda(),
            found,
            optimum.objective(),
            apart,
            result.fit().rounds(),
            result.fit().reason().sentence()));
    return apart;
  }

  private double saHeart(SparkSession spark) {
    InputSpec input =
        InputSpec.of("csv", data + "/shared-only/SAheart.csv", "chd")
            .option("header", "true")
            .include("sbp", "tobacco", "ldl", "famhist", "obesity", "alcohol", "age")
            .positive("1")
            .storage(Storage.FLOAT64)
            .build();
    Map<String, Double> found =
        train(spark, input, 0).coefficients().stream()
            .collect(Collectors.toMap(CoefficientRow::name, CoefficientRow::value));
    console.say("%n%-22s %12s %8s".formatted("SAheart", "coefficient", "table"));
    double worst = 0;
    for (String name : SA_HEART.keySet().stream().sorted().toList()) {
      double apart = Math.abs(found.get(name) - SA_HEART.get(name));
      worst = Math.max(worst, apart);
      console.say(
          String.format(
              Locale.ROOT, "%-22s %12.6f %8.3f", name, found.get(name), SA_HEART.get(name)));
    }
    met &= worst <= HALF_OF_LAST_PLACE;
    return worst;
  }

  private static TrainingResult train(SparkSession spark, InputSpec input, double l2) {
    LogisticOptions options =
        new LogisticOptions(
            Family.BINARY,
            l2,
            0,
            true,
            false,
            ClassWeights.NONE,
            Solver.AUTO,
            new StoppingRule(1000, 1e-9));
    return Trainer.train(
        spark, new TrainSpec(input, new ModelSpec.Logistic(options), HealthLevel.OFF), round -> {});
  }
}
