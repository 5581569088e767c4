package io.ogive.job;

import io.ogive.spark.NearestName;
import java.util.Collection;

/** Finds the key that somebody meant. */
final class KeyNames {
  private KeyNames() {}

  /**
   * The known key nearest to an unknown one: by edits of the whole path, or of the last word where
   * only the section was left out or mistaken.
   */
  static String nearest(String unknown, Collection<String> known) {
    String best = "";
    int fewest = Integer.MAX_VALUE;
    for (String key : known) {
      int edits =
          Math.min(
              NearestName.edits(unknown, key), 2 * NearestName.edits(last(unknown), last(key)) + 1);
      if (edits < fewest) {
        fewest = edits;
        best = key;
      }
    }
    return best;
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }
}
