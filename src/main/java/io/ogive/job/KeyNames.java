package io.ogive.job;

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
      int edits = Math.min(edits(unknown, key), 2 * edits(last(unknown), last(key)) + 1);
      if (edits < fewest) {
        fewest = edits;
        best = key;
      }
    }
    return best;
  }

  /** Insertions, deletions, substitutions and swaps of neighbours that lead from a to b. */
  static int edits(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int one = Math.min(cost[i - 1][j], cost[i][j - 1]) + 1;
        cost[i][j] = Math.min(one, cost[i - 1][j - 1] + (same ? 0 : 1));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[a.length()][b.length()];
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }
}
