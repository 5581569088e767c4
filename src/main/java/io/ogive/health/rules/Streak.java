package io.ogive.health.rules;

import java.util.HashMap;
import java.util.Map;

/** Counts for how many rounds in a row something has held, by what it is about. */
final class Streak {
  private final Map<Object, int[]> lengths = new HashMap<>();

  /** How long it has held by now; 0 if it does not. */
  int held(Object about, boolean holds) {
    int[] length = lengths.computeIfAbsent(about, key -> new int[1]);
    length[0] = holds ? length[0] + 1 : 0;
    return length[0];
  }
}
