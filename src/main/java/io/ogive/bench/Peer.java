package io.ogive.bench;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Whoever fits a logistic regression to a cached DataFrame. */
interface Peer {
  /**
   * Fits once.
   *
   * @param frame of {@link Frames}
   * @param lambda weight of {@code 1/2 |w|^2}
   */
  Trained fit(Dataset<Row> frame, double lambda);

  /**
   * A fit.
   *
   * @param iterations as the peer counts them
   * @param objectives one a round, as the peer says
   * @param seconds of phases, as far as the peer can tell
   */
  record Trained(
      LinearModel model, int iterations, List<Double> objectives, Map<String, Double> seconds) {}
}
