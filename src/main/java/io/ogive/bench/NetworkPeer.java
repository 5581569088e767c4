package io.ogive.bench;

import java.util.List;
import java.util.function.ToIntFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Whoever fits a network of one hidden layer of 100 sigmoids to a cached DataFrame. */
interface NetworkPeer {
  int HIDDEN = 100;

  /** Fits once. */
  Trained fit(Dataset<Row> frame, Recipe recipe);

  /**
   * What is asked of a fit.
   *
   * @param rounds passes over the rows, as the peer counts them; 0 for its default
   * @param batch rows of a step; 0 for the default
   * @param replicas for Ogive; 0 for the default
   */
  record Recipe(int rounds, long seed, int batch, int replicas) {
    static Recipe of(String[] words) {
      return new Recipe(
          Integer.parseInt(words[1]),
          Long.parseLong(words[2]),
          Integer.parseInt(words[3]),
          Integer.parseInt(words[4]));
    }

    String[] words() {
      return new String[] {
        "train",
        Integer.toString(rounds),
        Long.toString(seed),
        Integer.toString(batch),
        Integer.toString(replicas)
      };
    }
  }

  /**
   * A fit.
   *
   * @param classifier gives the class of pixels
   * @param roundSeconds of each round, if the peer tells
   */
  record Trained(ToIntFunction<double[]> classifier, List<Double> roundSeconds) {}
}
