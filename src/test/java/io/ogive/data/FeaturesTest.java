package io.ogive.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ogive.data.Column.Levels;
import io.ogive.data.Column.Missing;
import io.ogive.data.Column.Numeric;
import io.ogive.data.Column.Unseen;
import io.ogive.data.Column.Vector;
import io.ogive.testing.RawValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeaturesTest {
  private static final LabelColumn LABEL = new LabelColumn("y", List.of("no", "yes"));

  private static Features features(Column... columns) {
    List<Column> list = List.of(columns);
    int width = list.stream().mapToInt(Column::width).sum();
    return new Features(LABEL, list, new double[width], Storage.FLOAT32);
  }

  /** What a row puts, as "slot=value" in order; or "dropped", or the error. */
  private static String encoded(Column column, Object value) {
    List<String> puts = new ArrayList<>();
    try {
      return features(column).encode(new RawValues(value), (s, v) -> puts.add(s + "=" + v))
          ? puts.toString()
          : "dropped";
    } catch (BadValueException e) {
      assertThat(e.column()).isEqualTo(column.name());
      return e.getMessage();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ERROR | 2.5  | [0=2.5]",
        "ERROR | 0    | []",
        "ERROR |      | column 'x': value is missing; set features.missing = drop, mean or fill",
        "DROP  | -1   | [0=-1.0]",
        "DROP  |      | dropped",
        "MEAN  | 3    | [0=3.0]",
        "MEAN  | 0    | []",
        "MEAN  |      | [0=7.25, 1=1.0]",
        "FILL  |      | [0=7.25]",
        "FILL  | 3    | [0=3.0]",
        "MEAN  | NaN  | column 'x': value is NaN; correct the row, write it as missing, or set input.on-bad-row = drop",
        "DROP  | Infinity | column 'x': value is Infinity; correct the row, write it as missing, or set input.on-bad-row = drop"
      })
  void numbersByPolicy(Missing missing, Double value, String expected) {
    assertThat(encoded(new Numeric("x", missing, 7.25), value)).isEqualTo(expected);
  }

  @Test
  void aMeanOfZeroPutsOnlyTheIndicator() {
    assertThat(encoded(new Numeric("x", Missing.MEAN, 0), null)).isEqualTo("[1=1.0]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // a is the base where there is one
        "true  | ERROR | ERROR | a | []",
        "true  | ERROR | ERROR | b | [0=1.0]",
        "true  | ERROR | ERROR | c | [1=1.0]",
        "true  | ERROR | ERROR | d | column 'x': level 'd' was not seen in training; train with features.unseen = other or zero",
        "true  | ERROR | ERROR |   | column 'x': value is missing; set features.missing = drop, mean or fill",
        "false | ERROR | ERROR | a | [0=1.0]",
        "false | ERROR | ERROR | c | [2=1.0]",
        "true  | ERROR | OTHER | d | [2=1.0]",
        "false | ERROR | OTHER | d | [3=1.0]",
        "true  | ERROR | ZERO  | d | []",
        "true  | DROP  | ERROR |   | dropped",
        "true  | DROP  | OTHER | b | [0=1.0]",
        // a missing text is a level, here one that was not seen in training
        "true  | MEAN  | OTHER |   | [2=1.0]",
        "true  | MEAN  | ZERO  |   | []",
        "true  | MEAN  | ERROR |   | column 'x': level '(missing)' was not seen in training; train with features.unseen = other or zero"
      })
  void levelsByPolicy(
      boolean hasBase, Missing missing, Unseen unseen, String text, String expected) {
    Levels levels = new Levels("x", List.of("a", "b", "c"), hasBase, missing, unseen);
    assertThat(encoded(levels, text)).isEqualTo(expected);
  }

  @Test
  void aMissingTextThatWasSeenHasItsOwnLevel() {
    Levels levels =
        new Levels("x", List.of(Levels.MISSING_LEVEL, "a"), false, Missing.MEAN, Unseen.ERROR);
    assertThat(encoded(levels, null)).isEqualTo("[0=1.0]");
    assertThat(encoded(levels, "a")).isEqualTo("[1=1.0]");
    assertThat(encoded(levels, "")).contains("level '' was not seen");
  }

  @Test
  void vectorsMustHaveTheirSize() {
    Vector vector = new Vector("x", 3);
    assertThat(encoded(vector, new double[] {0, 2, 3})).isEqualTo("[1=2.0, 2=3.0]");
    assertThat(encoded(vector, new double[2]))
        .isEqualTo("column 'x': vector has 2 elements, expected 3; make all vectors one size");
    assertThat(encoded(vector, null)).contains("vector is missing");
  }

  @Test
  void slotsFollowOneAnotherAndHaveTheirNames() {
    Features features =
        features(
            new Numeric("age", Missing.MEAN, 40),
            new Levels("city", List.of("a", "b", "c"), true, Missing.ERROR, Unseen.OTHER),
            new Levels("sex", List.of("f", "m"), false, Missing.ERROR, Unseen.ZERO),
            new Vector("v", 2),
            new Numeric("income", Missing.ERROR, 0));
    assertThat(features.slotNames())
        .containsExactly(
            "age",
            "age=(missing)",
            "city=b",
            "city=c",
            "city=(other)",
            "sex=f",
            "sex=m",
            "v[0]",
            "v[1]",
            "income");
    assertThat(features.width()).isEqualTo(10);
    for (int slot = 0; slot < 10; slot++) {
      assertThat(features.slotName(slot)).isEqualTo(features.slotNames().get(slot));
    }
    assertThatThrownBy(() -> features.slotName(10)).isInstanceOf(IndexOutOfBoundsException.class);
    Map<Integer, Double> puts = new TreeMap<>();
    features.encode(new RawValues(null, "zz", "m", new double[] {0, 5}, 9.0), puts::put);
    assertThat(puts).isEqualTo(Map.of(0, 40.0, 1, 1.0, 4, 1.0, 6, 1.0, 8, 5.0, 9, 9.0));
  }

  @Test
  void storedIsShiftedInDoubleThenRounded() {
    Features features =
        new Features(
            LABEL,
            List.of(new Numeric("far", Missing.ERROR, 0)),
            new double[] {1e9},
            Storage.FLOAT32);
    assertThat(features.stored(0, 1e9 + 1.5)).isEqualTo(1.5);
    assertThat(features.stored(0, 1e9 + 0.1)).isEqualTo((float) (1e9 + 0.1 - 1e9));
    assertThat((double) (float) (1e9 + 1.5)).as("without the shift").isNotEqualTo(1e9 + 1.5);
    assertThatThrownBy(() -> features.stored(0, 1e39))
        .isInstanceOf(BadValueException.class)
        .hasMessageContaining("column 'far': value 1.0E39 is too large for float32");
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatThrownBy(() -> new Numeric("x", Missing.MEAN, Double.NaN))
        .hasMessageContaining("cannot be filled with NaN");
    assertThatThrownBy(() -> new Levels("x", List.of("b", "a"), true, Missing.ERROR, Unseen.ERROR))
        .hasMessageContaining("must ascend, 'b' stands before 'a'");
    assertThatThrownBy(() -> new Levels("x", List.of("a", "a"), true, Missing.ERROR, Unseen.ERROR))
        .hasMessageContaining("must ascend");
    assertThatThrownBy(() -> new Levels("x", List.of(), true, Missing.ERROR, Unseen.ERROR))
        .hasMessageContaining("has no levels");
    assertThatThrownBy(() -> new Vector("x", 0)).hasMessageContaining("need elements");
    assertThatThrownBy(() -> new LabelColumn("y", List.of("1")))
        .hasMessageContaining("at least two classes");
    assertThatThrownBy(() -> new LabelColumn("y", List.of("1", "1")))
        .hasMessageContaining("has a class twice");
    List<Column> one = List.of(new Numeric("x", Missing.ERROR, 0));
    assertThatThrownBy(() -> new Features(LABEL, one, new double[2], Storage.FLOAT32))
        .hasMessageContaining("1 slots need as many shifts, got 2");
    assertThatThrownBy(() -> new Features(LABEL, one, new double[] {Double.NaN}, Storage.FLOAT32))
        .hasMessageContaining("shifts must be finite");
    List<Column> huge =
        List.of(
            new Vector("a", Integer.MAX_VALUE),
            new Vector("b", Integer.MAX_VALUE),
            new Vector("c", 3));
    assertThatThrownBy(() -> new Features(LABEL, huge, new double[1], Storage.FLOAT32))
        .as("widths that wrap to 1")
        .hasMessageContaining("4294967297 slots");
  }

  @Test
  void everyStorageSaysWhatItHolds() {
    assertThat(Storage.FLOAT32.holds(0)).isTrue();
    assertThat(Storage.FLOAT32.holds(-Float.MAX_VALUE)).isTrue();
    assertThat(Storage.FLOAT32.holds(Math.nextUp((double) Float.MAX_VALUE))).isFalse();
    assertThat(Storage.FLOAT32.holds(1e-37)).isTrue();
    assertThat(Storage.FLOAT32.holds(9e-38)).isFalse();
    assertThat(Storage.FLOAT64.holds(0x1p500)).isTrue();
    assertThat(Storage.FLOAT64.holds(Math.nextUp(0x1p500))).isFalse();
    assertThat(Storage.FLOAT64.holds(-0x1p-500)).isTrue();
    assertThat(Storage.FLOAT64.holds(0x1p-501)).isFalse();
    assertThat(Storage.FLOAT64.holds(Double.NaN)).isFalse();
  }
}
