package io.ogive.spark;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Finds texts in a list by their bytes, so that no text is decoded: a level is valid text, and what
 * is not valid is no level.
 */
final class LevelIndex {
  private static final Integer NONE = -1;

  private final List<String> levels;
  private final Map<UTF8String, Integer> places = new HashMap<>();

  LevelIndex(List<String> levels) {
    this.levels = levels;
    for (int place = 0; place < levels.size(); place++) {
      places.put(UTF8String.fromString(levels.get(place)), place);
    }
  }

  /** Whether this is the index of that very list. */
  boolean isOf(List<String> list) {
    return levels == list;
  }

  /** The place of a text in the list, or one below 0. */
  int of(UTF8String text) {
    return places.getOrDefault(text, NONE);
  }
}
