package io.ogive.spark;

import io.ogive.data.Column;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Looks up columns, with errors that help. */
final class Schemas {
  private Schemas() {}

  /**
   * The position of a column.
   *
   * @throws BadInputException if there is none of that name, or two
   */
  static int position(StructType schema, String name) {
    List<String> names = Arrays.asList(schema.fieldNames());
    int position = names.indexOf(name);
    if (position < 0) {
      String nearest =
          NearestName.of(name, names)
              .map(near -> "; did you mean '%s'?".formatted(near))
              .orElse("");
      throw new BadInputException(
          "the input has no column '%s'%s (it has %s)%s"
              .formatted(name, nearest, some(names), remedy(names)));
    }
    if (names.lastIndexOf(name) != position) {
      throw new BadInputException(
          "the input has two columns '%s'; rename or drop one".formatted(name));
    }
    return position;
  }

  /** What is wrong where the names look like no names. */
  private static String remedy(List<String> names) {
    if (names.stream().allMatch(n -> n.matches("_c\\d+"))) {
      return "; where the first line has the names, set input.options.header = true";
    }
    if (names.size() == 1 && names.get(0).matches(".*[;|\t].*")) {
      return "; set input.options.sep to what stands between the values";
    }
    if (names.stream().anyMatch(n -> NumberText.parse(n).isPresent())) {
      return "; where the first line has no names, set input.options.header = false";
    }
    return "";
  }

  private static String some(List<String> names) {
    int most = 20;
    String list = String.join(", ", names.subList(0, Math.min(most, names.size())));
    return names.size() > most ? list + " and %d more".formatted(names.size() - most) : list;
  }

  /**
   * The kind of a field.
   *
   * @throws BadInputException for a type that cannot be used
   */
  static ColumnKind kind(StructField field, String remedy) {
    return ColumnKind.of(field.dataType())
        .orElseThrow(
            () ->
                new BadInputException(
                    "column '%s' is of type %s, which cannot be used; %s"
                        .formatted(field.name(), field.dataType().simpleString(), remedy)));
  }

  /**
   * Checks that a fitted column can be read from a field.
   *
   * @throws BadInputException if it cannot
   */
  static void checkFits(StructField field, Column column) {
    ColumnKind kind = kind(field, "give it the type it had in training");
    if (column instanceof Column.Vector != (kind == ColumnKind.VECTOR)) {
      throw new BadInputException(
          ("column '%s' is of type %s, but the model was trained on %s; give it the type it had in "
                  + "training")
              .formatted(
                  column.name(),
                  field.dataType().simpleString(),
                  column instanceof Column.Vector ? "a vector" : "numbers or text"));
    }
  }
}
