package io.ogive.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.ogive.data.Column;
import io.ogive.data.LabelColumn;
import io.ogive.data.Storage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InputSpecTest {
  @Test
  void defaultsAreStrictAndHoldNothingOut() {
    assertThat(InputSpec.of("csv", "p", "y").build())
        .isEqualTo(
            new InputSpec(
                Optional.of("csv"),
                Optional.of("p"),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                "y",
                LabelColumn.Kind.CLASS,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Column.Missing.ERROR,
                Column.Unseen.ERROR,
                false,
                InputSpec.Density.AUTO,
                Storage.FLOAT32,
                0,
                1024,
                InputSpec.OnBadRow.FAIL,
                0,
                new InputSpec.Split.None(),
                1000));
  }

  @Test
  void everyFieldCanBeSet() {
    InputSpec spec =
        InputSpec.ofTable("db.t", "y")
            .option("k", "v")
            .where("a > 1")
            .positive("yes")
            .weight("w")
            .include("a", "b")
            .exclude("c")
            .missing(Column.Missing.MEAN)
            .unseen(Column.Unseen.OTHER)
            .fullLevels(true)
            .dense(InputSpec.Density.SPARSE)
            .storage(Storage.FLOAT64)
            .partitions(3)
            .blockRows(7)
            .dropBadRows(0.5)
            .split(new InputSpec.Split.ByColumn("s", "test"))
            .maxLevels(9)
            .build();
    assertThat(spec)
        .isEqualTo(
            new InputSpec(
                Optional.empty(),
                Optional.empty(),
                Optional.of("db.t"),
                Map.of("k", "v"),
                Optional.of("a > 1"),
                "y",
                LabelColumn.Kind.CLASS,
                List.of(),
                Optional.of("yes"),
                Optional.of("w"),
                List.of("a", "b"),
                List.of("c"),
                Column.Missing.MEAN,
                Column.Unseen.OTHER,
                true,
                InputSpec.Density.SPARSE,
                Storage.FLOAT64,
                3,
                7,
                InputSpec.OnBadRow.DROP,
                0.5,
                new InputSpec.Split.ByColumn("s", "test"),
                9));
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        refusal("input.label must name a column", () -> builder(" ").build()),
        refusal("data.partitions must not be negative, was -1", () -> y().partitions(-1).build()),
        refusal("data.block-rows must be positive, was 0", () -> y().blockRows(0).build()),
        refusal(
            "input.bad-row-ceiling must be in 0 .. 1, was 1.5", () -> y().dropBadRows(1.5).build()),
        refusal("input.bad-row-ceiling", () -> y().dropBadRows(Double.NaN).build()),
        refusal("features.max-levels must be positive, was 0", () -> y().maxLevels(0).build()),
        refusal("column 'y' cannot be both label and weight", () -> y().weight("y").build()),
        refusal("features.columns names a column twice", () -> y().include("a", "a").build()),
        refusal("must be in (0, 1), was 1.0", () -> new InputSpec.Split.ByHash(1, 0)),
        refusal("must be in (0, 1), was NaN", () -> new InputSpec.Split.ByHash(Double.NaN, 0)));
  }

  private static Arguments refusal(String message, Supplier<Object> made) {
    return arguments(message, made);
  }

  private static InputSpecBuilder builder(String label) {
    return InputSpec.of("csv", "p", label);
  }

  private static InputSpecBuilder y() {
    return builder("y");
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatCannotBeIsRefused(String message, Supplier<Object> made) {
    assertThatThrownBy(made::get)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
