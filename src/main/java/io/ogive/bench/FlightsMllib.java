package io.ogive.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.feature.OneHotEncoder;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.feature.StringIndexerModel;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Spark ML's pipeline from flights to a saved model; every level has a slot.
 *
 * @param saved where the model goes
 */
record FlightsMllib(Path saved) implements Peer {
  @Override
  public Trained fit(Dataset<Row> table, double lambda) {
    String[] texts = FlightsTable.TEXTS.toArray(String[]::new);
    String[] indexed = Arrays.stream(texts).map(text -> text + "_index").toArray(String[]::new);
    String[] encoded = Arrays.stream(texts).map(text -> text + "_slots").toArray(String[]::new);
    List<String> assembled = new ArrayList<>(List.of(FlightsTable.NUMBER));
    assembled.addAll(List.of(encoded));
    PipelineModel model =
        new Pipeline()
            .setStages(
                new PipelineStage[] {
                  new StringIndexer().setInputCols(texts).setOutputCols(indexed),
                  new OneHotEncoder()
                      .setInputCols(indexed)
                      .setOutputCols(encoded)
                      .setDropLast(false),
                  new VectorAssembler()
                      .setInputCols(assembled.toArray(String[]::new))
                      .setOutputCol(Frames.FEATURES),
                  MllibPeer.estimator(lambda)
                })
            .fit(table);
    try {
      model.write().overwrite().save(saved.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    LogisticRegressionModel fitted = (LogisticRegressionModel) model.stages()[3];
    List<String> slots = new ArrayList<>(List.of(FlightsTable.NUMBER));
    String[][] levels = ((StringIndexerModel) model.stages()[0]).labelsArray();
    for (int c = 0; c < texts.length; c++) {
      for (String level : levels[c]) {
        slots.add(FlightsTable.slot(texts[c], level));
      }
    }
    return new Trained(
        FlightsTable.ordered(slots, fitted.coefficients().toArray(), fitted.intercept()),
        fitted.summary().totalIterations(),
        List.of(),
        Map.of());
  }
}
