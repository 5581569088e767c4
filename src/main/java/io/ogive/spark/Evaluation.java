package io.ogive.spark;

import io.ogive.data.Block;
import io.ogive.data.LabelColumn;
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
import org.apache.spark.mllib.evaluation.RegressionMetrics;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple3;
import scala.Tuple4;

/**
 * How good a model is on rows with labels, by Spark MLlib's metrics; all but rows are weighted.
 *
 * <pre>
 * classes  auc and auc_pr of two, accuracy, log_loss, rows
 * flags    auc_NAME of each, auc their mean, log_loss of all flags of a row together, rows
 * a number rmse, mae, r2, rows
 * </pre>
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
      LabelColumn label = model.features().label();
      switch (label.kind()) {
        case CLASS -> classes(model, scored, metrics);
        case FLAGS -> flags(label, scored, metrics);
        case NUMBER -> number(scored, metrics);
      }
      metrics.put("rows", (double) rows);
      return metrics;
    } finally {
      scored.unpersist();
      shared.destroy();
    }
  }

  private static void classes(
      Model model,
      JavaRDD<Tuple4<Object, Object, Object, double[]>> scored,
      Map<String, Double> metrics) {
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
  }

  private static void flags(
      LabelColumn label,
      JavaRDD<Tuple4<Object, Object, Object, double[]>> scored,
      Map<String, Double> metrics) {
    double sum = 0;
    double logLoss = 0;
    for (int k = 0; k < label.classes().size(); k++) {
      JavaRDD<Tuple4<Object, Object, Object, double[]>> one = of(scored, k);
      BinaryClassificationMetrics binary =
          new BinaryClassificationMetrics(
              one.map(row -> new Tuple3<>((Object) row._4()[1], row._2(), row._3())).rdd(), 0);
      metrics.put("auc_" + label.classes().get(k), binary.areaUnderROC());
      sum += binary.areaUnderROC();
      binary.unpersist();
      logLoss += new MulticlassMetrics(one.rdd()).logLoss(CLIP);
    }
    metrics.put("auc", sum / label.classes().size());
    metrics.put("log_loss", logLoss);
  }

  /** One flag of several as a label of two classes. */
  private static JavaRDD<Tuple4<Object, Object, Object, double[]>> of(
      JavaRDD<Tuple4<Object, Object, Object, double[]>> scored, int flag) {
    return scored.map(
        row -> {
          double p = row._4()[flag];
          double label = LabelColumn.flag((Double) row._2(), flag) ? 1 : 0;
          return new Tuple4<>(p > 0.5 ? 1.0 : 0.0, label, row._3(), new double[] {1 - p, p});
        });
  }

  private static void number(
      JavaRDD<Tuple4<Object, Object, Object, double[]>> scored, Map<String, Double> metrics) {
    RegressionMetrics regression =
        new RegressionMetrics(
            scored.map(row -> new Tuple3<>((Object) row._4()[0], row._2(), row._3())).rdd(), false);
    metrics.put("rmse", regression.rootMeanSquaredError());
    metrics.put("mae", regression.meanAbsoluteError());
    metrics.put("r2", regression.r2());
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
