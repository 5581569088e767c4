package io.ogive.bench;

import java.util.List;
import org.apache.spark.ml.classification.MultilayerPerceptronClassificationModel;
import org.apache.spark.ml.classification.MultilayerPerceptronClassifier;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Spark ML's MultilayerPerceptronClassifier, by its own L-BFGS, for so many iterations. */
final class NetworkMllib implements NetworkPeer {
  @Override
  public Trained fit(Dataset<Row> frame, Recipe recipe) {
    MultilayerPerceptronClassificationModel model =
        new MultilayerPerceptronClassifier()
            .setFeaturesCol(Frames.FEATURES)
            .setLabelCol(Frames.LABEL)
            .setLayers(new int[] {784, HIDDEN, Images.CLASSES})
            .setSeed(recipe.seed())
            .setTol(0)
            .setMaxIter(recipe.rounds())
            .fit(frame);
    return new Trained(x -> (int) model.predict(Vectors.dense(x)), List.of());
  }
}
