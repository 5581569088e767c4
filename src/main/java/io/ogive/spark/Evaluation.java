package io.ogive.spark;

import io.ogive.data.Block;
import io.ogive.data.Role;
import io.ogive.model.BlockScores;
import io.ogive.model.Logits;
import io.ogive.model.Model;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.mllib.evaluation.BinaryClassificationMetrics;
import org.apache.spark.mllib.evaluation.MulticlassMetrics;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple3;
import scala.Tuple4;

/**
 * How good a model is on rows with labels, by Spark MLlib's metrics: {@code auc} and {@code auc_pr}
 * of a binary model, {@code accuracy}, {@code log_loss} and {@code rows}; all but rows are
 * weighted.
 */
public final class Evaluation {
  /** MLlib clips probabilities; this keeps log-loss finite where a model is certain and wrong. */
  private static final double CLIP = 1e-300;

  private Evaluation() {}

  /** Metrics over the blocks of one role; empty if there are no rows. */
  public static Map<String, Double> of(Model model, JavaRDD<Block> blocks, Role role) {
    // Not in the closure, which each of several jobs would serialize: it may have millions of
    // slots.
    Broadcast<Shared<Model>> shared =
        JavaSparkContext.fromSparkContext(blocks.context()).broadcast(new Shared<>(model));
    // Tuples, as MLlib takes them: they travel through any serializer, which records do not.
    JavaRDD<Tuple4<Object, Object, Object, double[]>> scored =
        blocks
            .filter(block -> block.id().role() == role)
            .flatMap(block -> scored(shared.value().object(), block))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      long rows = scored.count();
      Map<String, Double> metrics = new LinkedHashMap<>();
      if (rows == 0) {
        return metrics;
      }
      if (model.classes() == 2) {
        BinaryClassificationMetrics binary =
            new BinaryClassificationMetrics(
                scored.map(row -> new Tuple3<>((Object) row._4()[1], row._2(), row._3())).rdd(), 0);
        metrics.put("auc", binary.areaUnderROC());
        metrics.put("auc_pr", binary.areaUnderPR());
        binary.unpersist();
      }
      MulticlassMetrics multiclass = new MulticlassMetrics(scored.rdd());
      metrics.put("accuracy", multiclass.accuracy());
      metrics.put("log_loss", multiclass.logLoss(CLIP));
      metrics.put("rows", (double) rows);
      return metrics;
    } finally {
      scored.unpersist();
      shared.destroy();
    }
  }

  /** Prediction, label, weight and probabilities of each row. */
  private static Iterator<Tuple4<Object, Object, Object, double[]>> scored(
      Model model, Block block) {
    double[][] probabilities = BlockScores.of(model, block);
    List<Tuple4<Object, Object, Object, double[]>> rows = new ArrayList<>(block.rows());
    for (int i = 0; i < block.rows(); i++) {
      rows.add(
          new Tuple4<>(
              (double) Logits.mostProbable(probabilities[i]),
              block.labels()[i],
              block.weights()[i],
              probabilities[i]));
    }
    return rows.iterator();
  }
}
