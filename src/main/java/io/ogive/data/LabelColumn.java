package io.ogive.data;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;

/**
 * The label: its column and the classes, whose place in the list is the class index.
 *
 * @param name the column's name
 * @param classes the labels as text ({@code "0"}, {@code "1"}, {@code "Yes"}), at least two;
 *     numbers are written as the shortest decimal, integers without a point
 */
public record LabelColumn(String name, List<String> classes) implements Serializable {
  public LabelColumn {
    classes = List.copyOf(classes);
    if (classes.size() < 2) {
      throw new IllegalArgumentException(
          "label column '%s' needs at least two classes, has %s".formatted(name, classes));
    }
    if (new HashSet<>(classes).size() < classes.size()) {
      throw new IllegalArgumentException(
          "label column '%s' has a class twice: %s".formatted(name, classes));
    }
  }
}
