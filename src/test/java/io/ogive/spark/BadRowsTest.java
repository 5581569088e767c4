package io.ogive.spark;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.ogive.data.Column;
import io.ogive.testing.LocalSpark;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.ml.functions;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rows that cannot be used are refused by an error that says what, where, which value and what to
 * do.
 */
class BadRowsTest {
  static SparkSession spark() {
    return LocalSpark.session("local[2]");
  }

  static InputSpecBuilder y() {
    return InputSpec.ofRows("y");
  }

  static String values(String columns, String... rows) {
    return "select * from values %s t(%s)".formatted(String.join(", ", rows), columns);
  }

  static Stream<Arguments> badRows() {
    String fine = "(0, 1.0D), (1, 2.0D)";
    String nan = "(1, double('NaN'))";
    return Stream.of(
        // the columns
        bad(
            values("y, x", fine),
            InputSpec.ofRows("Y2"),
            "no column 'Y2'; did you mean 'y'?",
            "(it has y, x)"),
        bad(
            values("y, tenure", fine),
            y().include("tenrue"),
            "no column 'tenrue'; did you mean 'tenure'?"),
        bad(values("y, x", fine), y().exclude("z"), "no column 'z'"),
        bad(values("y, x", fine), y().weight("w"), "no column 'w'"),
        bad(
            values("y, x", fine),
            y().split(new InputSpec.Split.ByColumn("part", "t")),
            "no column 'part'"),
        bad(values("y, x", fine), y().include("y"), "'y' is label", "features.columns"),
        bad(
            values("y, x", fine),
            y().exclude("x"),
            "no feature column is left",
            "features.exclude"),
        bad("select 0 y, 1 x, 2 x", y(), "two columns 'x'", "rename"),
        bad(
            "select 0 y, date'2020-01-01' d",
            y(),
            "column 'd' is of type date",
            "features.exclude"),
        bad(
            "select 0 y, array(1.0D) a",
            y(),
            "column 'a' is of type array<double>",
            "features.exclude"),
        bad("select 0 y, timestamp'2020-01-01' t", y(), "'t' is of type timestamp"),
        bad("select date'2020-01-01' y, 1 x", y(), "'y' is of type date"),
        bad("select 0 y, 1 x, 'a' w", y().weight("w"), "weight column 'w' holds a text"),
        // features
        bad(
            values("y, x", fine, nan),
            y(),
            "row 3 of partition 0",
            "column 'x'",
            "value is NaN",
            "correct the row"),
        bad(values("y, x", fine, "(1, double('-Infinity'))"), y(), "row 3", "value is -Infinity"),
        bad(
            values("y, x", fine, "(1, null)"),
            y(),
            "row 3",
            "'x'",
            "value is missing",
            "features.missing = drop, mean or fill"),
        bad(
            values("y, x", fine, "(1, 1e100D)"),
            y(),
            "row 3",
            "'x'",
            "1.0E100 is too large for float32",
            "data.storage = float64"),
        bad(
            values("y, x", fine, "(1, 1e300D)"),
            y(),
            "row 3",
            "'x'",
            "1.0E300 is too large for use",
            "rescale"),
        bad(
            values("y, x", "(0, 0D), (1, 1e-300D), (0, 0D)"),
            y(),
            "row 2",
            "'x'",
            "1.0E-300 is too small"),
        bad(values("y, x", "(0, 'a'), (1, null)"), y(), "row 2", "'x'", "value is missing"),
        bad(
            "select id % 2 y, concat('id', id) name from range(0, 1200, 1, 1)",
            y(),
            "'name'",
            "more than 1000 levels",
            "'id0'",
            "features.exclude",
            "features.max-levels"),
        bad(
            "select id % 2 y, if(id = 700, 'n/a', string(id / 3)) x from range(0, 3000, 1, 1)",
            y(),
            "'x'",
            "most of its values are numbers",
            "'n/a' (row 701 of partition 0)",
            "nullValue"),
        bad(
            "select id % 2 y, if(id = 2700, 'n/a', string(id / 3)) x from range(0, 3000, 1, 1)",
            y(), "'n/a' (row 2701 of partition 0)"),
        bad(values("y, x", "(0, 'a\u0000b')", "(1, 'c')"), y(), "'x'", "NUL"),
        bad(values("y, x", "(0, 'a')", "(1, 'a')"), y(), "no feature is left", "one level only"),
        // labels
        bad(
            values("y, x", "(0, 1), (1, 2), (null, 3)"),
            y(),
            "row 3",
            "column 'y'",
            "label is missing",
            "on-bad-row"),
        bad(
            values("y, x", "(0D, 1), (1D, 2), (double('NaN'), 3)"),
            y(),
            "row 3",
            "'y'",
            "label is NaN"),
        bad(
            values("y, x", "(0D, 1), (1D, 2), (double('Infinity'), 3)"),
            y(),
            "'y'",
            "label is Infinity"),
        bad(values("y, x", "(1, 1), (1, 2)"), y(), "label column 'y' has only one class, '1'"),
        bad(
            values("y, x", "('a', 1), ('b', 2)"),
            y().positive("c"),
            "input.positive = 'c'",
            "'a', 'b'"),
        bad(
            "select id / 7 y, id x from range(0, 3000, 1, 1)",
            y(),
            "label column 'y' has more than 1000",
            "quantity"),
        // weights
        bad(
            values("y, x, w", "(0, 1, 1.0D), (1, 2, -0.5D)"),
            y().weight("w"),
            "row 2",
            "column 'w'",
            "weight is -0.5",
            "0 or positive"),
        bad(
            values("y, x, w", "(0, 1, 1.0D), (1, 2, double('NaN'))"),
            y().weight("w"),
            "'w'",
            "weight is NaN"),
        bad(
            values("y, x, w", "(0, 1, 1.0D), (1, 2, double('Infinity'))"),
            y().weight("w"),
            "weight is Infinity"),
        bad(
            values("y, x, w", "(0, 1, 1.0D), (1, 2, null)"),
            y().weight("w"),
            "row 2",
            "weight is missing"),
        bad(
            values("y, x, w", "(0, 1, 0D), (1, 2, 0D)"),
            y().weight("w"),
            "all training rows have weight 0",
            "input.weight"),
        bad(
            values("y, x, w", "(0, 1, 0D), (1, 2, 1D)"),
            y().weight("w"),
            "only one class of label column 'y'",
            "positive weight"),
        // rows
        bad(
            "select 0 y, 1 x from range(0, 10, 1, 1) where id > 100",
            y(),
            "no rows",
            "input.where"),
        bad(
            values("y, x, s", "(0, 1, 'test'), (1, 2, 'test')"),
            split("test"),
            "no training row",
            "2 held out"),
        bad(
            values("y, x, s", "(0, 1, 'train'), (1, 2, 'train')"),
            split("tset"),
            "no row has 'tset' in the split column 's'"),
        bad(
            values("y, x, s", "(0, 1, 'a'), (1, 2, 'b'), (0, 3, 'a')"),
            split("b"),
            "only one class, '0', in the training rows"),
        bad(
            values("y, x", "(0, double(null)), (1, double(null))"),
            y().missing(Column.Missing.DROP),
            "no training row",
            "missing value in column 'x'=2"),
        bad(
            values("y, x", fine, nan, nan),
            y().dropBadRows(0.4),
            "2 of 4 rows are bad",
            "ceiling = 0.4",
            "bad value in column 'x'=2"));
  }

  static InputSpecBuilder split(String value) {
    return y().split(new InputSpec.Split.ByColumn("s", value));
  }

  private static Arguments bad(String sql, InputSpecBuilder spec, String... message) {
    return arguments(message[0], sql, spec, message);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badRows")
  void badRowsAreRefused(String name, String sql, InputSpecBuilder spec, String[] message) {
    assertThatThrownBy(() -> Ingest.of(spark().sql(sql).coalesce(1), spec.build()))
        .isExactlyInstanceOf(BadInputException.class)
        .hasMessageContainingAll(message);
  }

  static Stream<Arguments> badVectors() {
    String one = "select 0 y, array(1D, 2D) a union all select 1, ";
    return Stream.of(
        arguments(one + "array(1D, 2D, 3D)", "vector has 3 elements, expected 2"),
        arguments(one + "array(1D, double('NaN'))", "column 'x[1]': value is NaN"),
        arguments(one + "array(double('Infinity'), 0D)", "column 'x[0]': value is Infinity"),
        arguments("select 0 y, array(1D) a where rand() > 2", "has no vector in any row"));
  }

  @ParameterizedTest
  @MethodSource("badVectors")
  void badVectorsAreRefused(String sql, String message) {
    Dataset<Row> rows =
        spark().sql(sql).coalesce(1).select(col("y"), functions.array_to_vector(col("a")).as("x"));
    assertThatThrownBy(() -> Ingest.of(rows, y().build()))
        .isExactlyInstanceOf(BadInputException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("'x");
  }

  @Test
  void aMissingVectorIsRefused() {
    StructType schema =
        new StructType().add("y", DataTypes.IntegerType).add("x", SQLDataTypes.VectorType());
    List<Row> rows = List.of(RowFactory.create(0, Vectors.dense(1, 2)), RowFactory.create(1, null));
    assertThatThrownBy(
            () -> Ingest.of(spark().createDataFrame(rows, schema).coalesce(1), y().build()))
        .isExactlyInstanceOf(BadInputException.class)
        .hasMessageContainingAll("row 2", "'x'", "vector is missing", "remove the row");
  }

  @Test
  void labelsThatDoublesCannotTellApartAreRefused() {
    String sql = "select 9007199254740992L + id % 2 y, id x from range(10)";
    assertThatThrownBy(() -> Ingest.of(spark().sql(sql), y().build()))
        .isExactlyInstanceOf(BadInputException.class)
        .hasMessageContainingAll("column 'y'", "2^53");
    Ingested told =
        Ingest.of(
            spark().sql("select string(9007199254740992L + id % 2) y, id x from range(10)"),
            y().build());
    assertThat(told.features().label().classes())
        .containsExactly("9007199254740992", "9007199254740993");
    told.store().close();
  }
}
