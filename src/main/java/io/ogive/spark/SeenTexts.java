package io.ogive.spark;

import java.util.HashSet;
import java.util.Set;
import org.apache.spark.unsafe.types.UTF8String;

/** Remembers texts by their bytes, up to a number of them, to look only once at each. */
final class SeenTexts {
  private static final int MOST = 1 << 16;

  private final Set<UTF8String> seen = new HashSet<>();

  /** Whether a text was seen; if not, it is from now on, as long as there is room. */
  boolean isSeen(UTF8String text) {
    if (seen.contains(text)) {
      return true;
    }
    if (seen.size() < MOST) {
      seen.add(text.copy()); // what we look at is the buffer of a row
    }
    return false;
  }
}
