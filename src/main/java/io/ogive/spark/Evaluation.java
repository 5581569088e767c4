package io.ogive.spark;

import io.ogive.data.Block;
import io.ogive.data.Role;
import io.ogive.model.BlockScores;
import io.ogive.model.Model;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.mllib.evaluation.BinaryClassificationMetrics;
import org.apache.spark.mllib.evaluation.MulticlassMetrics;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple3;
import scala.Tuple4;

/**
 * How good a model is on rows with labels, by Spark MLlib's metrics: {@code auc}, {@code auc_pr}
 * (binary), {@code accuracy}, {@code log_loss} and {@code rows}; all but rows are weighted.
 */
public final class Evaluation {
  /** MLlib clips probabilities; this keeps log-loss finite where a model is certain and wrong. */
  private static final double CLIP = 1e-300;

  private Evaluation() {}

  /** One scored row: probabilities, label and weight. */
  public record Scored(double[] probabilities, double label, double weight)
      implements Serializable {

    private double prediction() {
      int best = 0;
      for (int k = 1; k < probabilities.length; k++) {
        best = probabilities[k] > probabilities[best] ? k : best;
      }
      return best;
    }
  }

  /** Metrics over the blocks of one role; empty if there are no rows. */
  public static Map<String, Double> of(Model model, JavaRDD<Block> blocks, Role role) {
    return of(model.classes(), scored(model, blocks, role));
  }

  /** The rows of one role, scored. */
  static JavaRDD<Scored> scored(Model model, JavaRDD<Block> blocks, Role role) {
    return blocks
        .filter(block -> block.id().role() == role)
        .flatMap(
            block -> {
              double[][] probabilities = BlockScores.of(model, block);
              Scored[] rows = new Scored[block.rows()];
              for (int i = 0; i < rows.length; i++) {
                rows[i] = new Scored(probabilities[i], block.labels()[i], block.weights()[i]);
              }
              return java.util.List.of(rows).iterator();
            });
  }

  /** Metrics over scored rows; empty if there are none. */
  public static Map<String, Double> of(int classes, JavaRDD<Scored> rows) {
    JavaRDD<Scored> kept = rows.persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Map<String, Double> metrics = new LinkedHashMap<>();
      long count = kept.count();
      if (count == 0) {
        return metrics;
      }
      if (classes == 2) {
        BinaryClassificationMetrics binary =
            new BinaryClassificationMetrics(
                kept.map(r -> new Tuple3<>(r.probabilities()[1], r.label(), r.weight())).rdd(), 0);
        metrics.put("auc", binary.areaUnderROC());
        metrics.put("auc_pr", binary.areaUnderPR());
        binary.unpersist();
      }
      MulticlassMetrics multiclass =
          new MulticlassMetrics(
              kept.map(
                      r ->
                          new Tuple4<>(r.prediction(), r.label(), r.weight(), r.probabilities()))
                  .rdd());
      metrics.put("accuracy", multiclass.accuracy());
      metrics.put("log_loss", multiclass.logLoss(CLIP));
      metrics.put("rows", (double) count);
      return metrics;
    } finally {
      kept.unpersist();
    }
  }
}
