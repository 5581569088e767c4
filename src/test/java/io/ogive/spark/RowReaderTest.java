package io.ogive.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ogive.data.BadValueException;
import io.ogive.data.Column;
import io.ogive.data.Features;
import io.ogive.data.LabelColumn;
import io.ogive.data.Storage;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** Rows to be scored are encoded by the names of their columns, whatever their order and types. */
class RowReaderTest {
  private static final Features FEATURES =
      new Features(
          new LabelColumn("y", List.of("0", "1")),
          List.of(
              new Column.Numeric("n", Column.Missing.MEAN, 7),
              new Column.Levels(
                  "t", List.of("1", "b"), false, Column.Missing.ERROR, Column.Unseen.ERROR),
              new Column.Vector("v", 3)),
          new double[7],
          Storage.FLOAT64);

  private static Map<Integer, Double> encoded(StructType schema, Row row) {
    TreeMap<Integer, Double> slots = new TreeMap<>();
    FEATURES.encode(new RowReader(FEATURES, schema).of(row), slots::put);
    return slots;
  }

  private static StructType schema(String ddl) {
    return StructType.fromDDL(ddl).add("v", SQLDataTypes.VectorType());
  }

  @Test
  void columnsAreFoundByName() {
    StructType schema = schema("other string, t string, n double");
    Row row = RowFactory.create("?", "b", 2.5, Vectors.dense(1, 0, 3));
    assertThat(encoded(schema, row)).hasToString("{0=2.5, 3=1.0, 4=1.0, 6=3.0}");
    Row missing =
        RowFactory.create("?", "1", null, Vectors.sparse(3, new int[] {1}, new double[] {4}));
    assertThat(encoded(schema, missing)).hasToString("{0=7.0, 1=1.0, 2=1.0, 5=4.0}");
  }

  @Test
  void typesMayDifferFromThoseOfTraining() {
    Row integers = RowFactory.create(1, 2L, Vectors.dense(0, 0, 0));
    assertThat(encoded(schema("t int, n bigint"), integers)).hasToString("{0=2.0, 2=1.0}");
    Row decimal = RowFactory.create("b", new BigDecimal("0.5"), Vectors.dense(0, 0, 0));
    assertThat(encoded(schema("t string, n decimal(3,1)"), decimal)).hasToString("{0=0.5, 3=1.0}");
    Row flag = RowFactory.create("b", true, Vectors.dense(0, 0, 0));
    assertThat(encoded(schema("t string, n boolean"), flag)).hasToString("{0=1.0, 3=1.0}");
    Row text = RowFactory.create("b", " 1e1 ", Vectors.dense(0, 0, 0));
    assertThat(encoded(schema("t string, n string"), text)).hasToString("{0=10.0, 3=1.0}");
    Row noNumber = RowFactory.create("b", "ten", Vectors.dense(0, 0, 0));
    assertThatThrownBy(() -> encoded(schema("t string, n string"), noNumber))
        .isInstanceOf(BadValueException.class)
        .hasMessageContaining("column 'n': value 'ten' is not a number");
  }

  @Test
  void aColumnThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> new RowReader(FEATURES, schema("T string, n double")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("no column 't'; did you mean 'T'?");
    assertThatThrownBy(
            () -> new RowReader(FEATURES, StructType.fromDDL("t string, n double, v double")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(
            "column 'v' is of type double, but the model was trained on a vector");
    assertThatThrownBy(() -> new RowReader(FEATURES, schema("t string, n date")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("column 'n' is of type date");
  }
}
