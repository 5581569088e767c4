package io.ogive.spark;

import io.ogive.data.LabelColumn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Orders the labels of an input into classes. */
final class Classes {
  /** The most classes: more look like a number to be predicted. */
  static final int MOST = 1000;

  private Classes() {}

  /**
   * The classes of a label column: numbers in their order if all labels are numbers, else text in
   * that of code units; with {@code positive} that one last of two.
   *
   * @throws BadInputException for one class or too many, or a positive label that is not there
   */
  static LabelColumn of(String name, Collection<String> labels, Optional<String> positive) {
    if (labels.size() > MOST) {
      throw new BadInputException(
          ("label column '%s' has more than %d different values, such as %s; it looks like a "
                  + "quantity, not a class: bin it or name another with input.label")
              .formatted(name, MOST, some(labels)));
    }
    if (labels.size() < 2) {
      throw new BadInputException(
          ("label column '%s' has only one class, %s, in all usable rows; there is nothing to "
                  + "learn: check input.where and the source")
              .formatted(name, some(labels)));
    }
    List<String> classes = new ArrayList<>(labels);
    boolean numbers = classes.stream().allMatch(label -> NumberText.parse(label).isPresent());
    Comparator<String> byText = Comparator.naturalOrder();
    classes.sort(
        numbers
            ? Comparator.<String>comparingDouble(label -> NumberText.parse(label).orElseThrow())
                .thenComparing(byText)
            : byText);
    positive.ifPresent(label -> putLast(name, classes, label));
    return new LabelColumn(name, classes);
  }

  private static void putLast(String name, List<String> classes, String positive) {
    if (!classes.contains(positive)) {
      throw new BadInputException(
          ("input.positive = '%s' is not among the labels of column '%s', which are %s; name one "
                  + "of these")
              .formatted(positive, name, some(classes)));
    }
    if (classes.size() > 2) {
      throw new BadInputException(
          ("input.positive = '%s' needs two classes, but label column '%s' has %d: %s; leave it "
                  + "out or choose two with input.where")
              .formatted(positive, name, classes.size(), some(classes)));
    }
    classes.remove(positive);
    classes.add(positive);
  }

  /**
   * Checks that there are two classes.
   *
   * @throws BadInputException naming the labels, if there are more
   */
  static void requireBinary(LabelColumn label) {
    if (label.classes().size() != 2) {
      throw new BadInputException(
          ("label column '%s' has %d classes, %s, but a binary model needs two; choose two with "
                  + "input.where or train a multinomial model")
              .formatted(label.name(), label.classes().size(), some(label.classes())));
    }
  }

  private static String some(Collection<String> labels) {
    List<String> first = labels.stream().limit(10).map(label -> "'" + label + "'").toList();
    return String.join(", ", first) + (labels.size() > first.size() ? ", …" : "");
  }
}
