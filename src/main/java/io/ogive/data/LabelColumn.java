package io.ogive.data;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;

/**
 * The label: where it stands in a row, and what it can be.
 *
 * @param kind what the label of a row is
 * @param name the column's name; of FLAGS the columns' names, joined by commas
 * @param classes CLASS: the labels as text ({@code "0"}, {@code "1"}, {@code "Yes"}), at least two;
 *     numbers are written as the shortest decimal, integers without a point. FLAGS: the columns.
 *     NUMBER: none
 */
public record LabelColumn(Kind kind, String name, List<String> classes) implements Serializable {
  /** The most flags: as many bits as a double holds exactly. */
  public static final int MOST_FLAGS = 52;

  /** What the label of a row is, and how {@link Block#labels()} holds it. */
  public enum Kind {
    /** One of several classes: its place in the list. */
    CLASS,
    /** Several answers of yes or no: the sum of 2^k over those k that are yes. */
    FLAGS,
    /** A number: itself. */
    NUMBER
  }

  public LabelColumn {
    classes = List.copyOf(classes);
    if (kind != Kind.NUMBER && classes.size() < 2) {
      throw new IllegalArgumentException(
          "label column '%s' needs at least two classes, has %s".formatted(name, classes));
    }
    if (kind == Kind.NUMBER && !classes.isEmpty()) {
      throw new IllegalArgumentException(
          "label column '%s' holds numbers and has no classes, got %s".formatted(name, classes));
    }
    if (kind == Kind.FLAGS && classes.size() > MOST_FLAGS) {
      throw new IllegalArgumentException(
          "%d label columns are more than %d; train several models"
              .formatted(classes.size(), MOST_FLAGS));
    }
    if (new HashSet<>(classes).size() < classes.size()) {
      throw new IllegalArgumentException(
          "label column '%s' has a class twice: %s".formatted(name, classes));
    }
  }

  /** A column of classes. */
  public LabelColumn(String name, List<String> classes) {
    this(Kind.CLASS, name, classes);
  }

  /** A column of numbers. */
  public static LabelColumn number(String name) {
    return new LabelColumn(Kind.NUMBER, name, List.of());
  }

  /** Several columns of yes or no. */
  public static LabelColumn flags(List<String> columns) {
    return new LabelColumn(Kind.FLAGS, String.join(",", columns), columns);
  }

  /** The number of class indices that a label can be; 0 where it is none. */
  public int classIndices() {
    return kind == Kind.CLASS ? classes.size() : 0;
  }

  /** Whether flag k of a label is yes. */
  public static boolean flag(double label, int k) {
    return ((long) label >>> k & 1) != 0;
  }
}
