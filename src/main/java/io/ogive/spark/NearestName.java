package io.ogive.spark;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that somebody who mistyped one most likely meant. */
final class NearestName {
  private NearestName() {}

  /** The candidate with the fewest changed letters, if no more than half of them are. */
  static Optional<String> of(String name, Collection<String> candidates) {
    int least = Math.max(2, name.length() / 2) + 1;
    Optional<String> nearest = Optional.empty();
    for (String candidate : candidates) {
      int changes = changes(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
      if (changes < least) {
        least = changes;
        nearest = Optional.of(candidate);
      }
    }
    return nearest;
  }

  /** Inserted, deleted and replaced letters (Levenshtein 1966). */
  private static int changes(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
