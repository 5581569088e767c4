package io.ogive.spark;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import org.apache.spark.unsafe.types.UTF8String;

/** The levels of a text column in training rows, up to one more than may be. */
final class LevelSet implements Serializable {
  private final int most;
  private final TreeSet<String> levels = new TreeSet<>();
  private final transient SeenTexts seen = new SeenTexts();
  private boolean overflow;
  private List<Odd> odd = List.of(); // one at most

  /** The first text that is no number, and where it stands. */
  private record Odd(String text, String where) implements Serializable {}

  LevelSet(int most) {
    this.most = most;
  }

  /** Adds a level, of which there may be many equal ones. */
  void add(UTF8String level, InputRow at) {
    if (!seen.isSeen(level)) {
      add(level.toString(), at);
    }
  }

  private void add(String level, InputRow at) {
    if (overflow) {
      noteOdd(level, at);
    } else if (levels.add(level)) {
      overflow = levels.size() > most;
      noteOdd(level, at);
    }
  }

  private void noteOdd(String level, InputRow at) {
    if (odd.isEmpty() && NumberText.parse(level.strip()).isEmpty()) {
      odd = List.of(new Odd(level, at.where()));
    }
  }

  /** Adds what was seen in a later partition. */
  void mergeWith(LevelSet other) {
    if (!overflow) {
      levels.addAll(other.levels);
      overflow = other.overflow || levels.size() > most;
    }
    odd = odd.isEmpty() ? other.odd : odd;
  }

  /**
   * The levels, sorted by code units.
   *
   * @throws BadInputException if there are too many, or if text is not valid
   */
  List<String> sorted(String column) {
    for (String level : levels) {
      if (level.indexOf('\uFFFD') >= 0 || level.indexOf('\0') >= 0) {
        throw new BadInputException(
            "column '%s': text '%s' holds %s; write the file in UTF-8 or set input.options.encoding"
                .formatted(
                    column,
                    level,
                    level.indexOf('\0') >= 0 ? "a NUL character" : "bytes that are not UTF-8"));
      }
    }
    if (overflow) {
      throw new BadInputException("column '%s': %s".formatted(column, tooMany()));
    }
    return List.copyOf(levels);
  }

  private String tooMany() {
    long numbers = levels.stream().filter(l -> NumberText.parse(l.strip()).isPresent()).count();
    if (2 * numbers > levels.size() && !odd.isEmpty()) {
      return ("most of its values are numbers, but the first that is not is '%s' (%s); correct it, "
              + "or declare it missing with input.options.nullValue")
          .formatted(odd.get(0).text, odd.get(0).where);
    }
    Iterator<String> some = levels.iterator();
    return ("text with more than %d levels, such as '%s' and '%s'; leave it out with "
            + "features.exclude or raise features.max-levels")
        .formatted(most, some.next(), some.hasNext() ? some.next() : "");
  }
}
