package io.ogive.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.ogive.solver.CoefficientRow;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** Names from the data stay text in coefficients.csv. */
class CoefficientsCsvTest {
  @Test
  void valuesAndOddsStandAsNumbersAndUnknownErrorsStayEmpty() {
    assertThat(
            csv(
                List.of(
                    new CoefficientRow("(intercept)", "Yes", 0.0, OptionalDouble.of(0.25)),
                    new CoefficientRow("tenure", "Yes", -1.5e-7, OptionalDouble.empty()))))
        .isEqualTo(
            """
            name,label,value,odds_ratio,standard_error
            (intercept),Yes,0.0,1.0,0.25
            tenure,Yes,-1.5E-7,0.9999998500000112,
            """);
  }

  @Test
  void hostileNamesAreReadBackAsTheyWere() {
    List<String> names =
        List.of("a,b", "say \"no\"", " padded ", "c=d", "=1+1", "ünï", "semi;colon", "\"");
    List<CoefficientRow> rows =
        names.stream()
            .map(name -> new CoefficientRow(name, "k", 1, OptionalDouble.empty()))
            .toList();
    SparkSession spark = io.ogive.testing.LocalSpark.session("local[2]");
    Dataset<String> lines = spark.createDataset(csv(rows).lines().toList(), Encoders.STRING());
    List<Row> read =
        spark.read().option("header", "true").option("escape", "\"").csv(lines).collectAsList();
    assertThat(read.stream().map(row -> row.getString(0))).containsExactlyElementsOf(names);
  }

  @Test
  void aNameWithALineBreakIsQuoted() {
    assertThat(csv(List.of(new CoefficientRow("two\nlines", "k", 0, OptionalDouble.empty()))))
        .contains("\"two\nlines\",k,");
  }

  private static String csv(List<CoefficientRow> rows) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CoefficientsCsv.write(rows, out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
