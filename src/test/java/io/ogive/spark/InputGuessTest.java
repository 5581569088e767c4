package io.ogive.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ogive.data.ColumnMoments;
import io.ogive.testing.LocalSpark;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is guessed from the first rows is what all rows say, or is not used. */
class InputGuessTest {
  private static SparkSession spark() {
    return LocalSpark.session("local[2]");
  }

  /** Labels 0 and 1, and at one row another. */
  private static Dataset<Row> rows(String label, String x) {
    String columns = "select " + label + " y, " + x + " a, sin(id) b, int(id % 7) s";
    return spark().sql(columns + " from range(0, 5000, 1, 3)");
  }

  private record Run(Ingested ingested, int jobs) {}

  private static Run run(Dataset<Row> rows, InputSpec spec) throws Exception {
    AtomicInteger jobs = new AtomicInteger();
    SparkListener count =
        new SparkListener() {
          @Override
          public void onJobStart(SparkListenerJobStart start) {
            jobs.incrementAndGet();
          }
        };
    spark().sparkContext().listenerBus().waitUntilEmpty();
    spark().sparkContext().addSparkListener(count);
    try {
      Ingested ingested = Ingest.of(rows, spec);
      spark().sparkContext().listenerBus().waitUntilEmpty();
      return new Run(ingested, jobs.get());
    } finally {
      spark().sparkContext().removeSparkListener(count);
    }
  }

  /** Dropping bad rows, of which there is none, needs the fitter. */
  private static InputSpec fitted() {
    return InputSpec.ofRows("y").dropBadRows(0.5).build();
  }

  private static void assertSame(Ingested one, Ingested other) {
    assertThat(one.features()).usingRecursiveComparison().isEqualTo(other.features());
    assertThat(one.store().summary()).isEqualTo(other.store().summary());
    assertThat(ColumnMoments.of(one.store()))
        .usingRecursiveComparison()
        .isEqualTo(ColumnMoments.of(other.store()));
  }

  @Test
  void aRightGuessTakesTwoJobsAndGivesWhatTheFitterGives() throws Exception {
    Run guessed = run(rows("id % 2", "id"), InputSpec.ofRows("y").build());
    Run fitted = run(rows("id % 2", "id"), fitted());
    assertThat(guessed.jobs()).isEqualTo(2);
    assertThat(fitted.jobs()).isGreaterThan(2);
    assertSame(guessed.ingested(), fitted.ingested());
    guessed.ingested().store().close();
    fitted.ingested().store().close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "if(id = 4999, 2, id % 2)",
        "if(id = 1200, -1, id % 2)",
        "int(id >= 3000)",
        "if(id = 3333, 'x', string(id % 2))",
        "id = 4000",
        "if(id < 2000, 0.5, id % 3)"
      })
  void aLabelThatWasNotGuessedGivesWhatTheFitterGives(String label) throws Exception {
    Run guessed = run(rows(label, "id"), InputSpec.ofRows("y").build());
    Run fitted = run(rows(label, "id"), fitted());
    assertThat(guessed.jobs()).as("the negative control: more than a guess").isGreaterThan(2);
    assertSame(guessed.ingested(), fitted.ingested());
    guessed.ingested().store().close();
    fitted.ingested().store().close();
  }

  @Test
  void errorsAreThoseOfTheFitter() {
    String x = "if(id = 100, double('NaN'), id)";
    for (String label : List.of("id % 2", "if(id = 4000, null, id % 2)")) {
      // The fitter reads labels first, so that a bad one is told before a bad feature.
      assertThatThrownBy(() -> Ingest.of(rows(label, x), InputSpec.ofRows("y").build()))
          .isExactlyInstanceOf(BadInputException.class)
          .hasMessageContaining(
              label.equals("id % 2")
                  ? "row 101 of partition 0, column 'a': value is NaN"
                  : "column 'y': label is missing");
    }
  }

  @Test
  void noRowHeldOutIsAnError() {
    InputSpec spec = InputSpec.ofRows("y").split(new InputSpec.Split.ByColumn("s", "9")).build();
    assertThatThrownBy(() -> Ingest.of(rows("id % 2", "id"), spec))
        .isExactlyInstanceOf(BadInputException.class)
        .hasMessageContaining("no row has '9' in the split column 's'");
  }

  @Test
  void sumsOfIngestAreThoseOfTheBlocksUnderAnyCoalescing() {
    Ingested ingested = Ingest.of(rows("id % 2", "1e6 + id"), InputSpec.ofRows("y").build());
    try (SparkBlockStore store = ingested.store()) {
      ColumnMoments moments = ColumnMoments.of(store);
      for (int tasks : new int[] {1, 2, 3}) {
        assertThat(ColumnMoments.of(store.withTasks(tasks).bySource()))
            .usingRecursiveComparison()
            .isEqualTo(moments);
      }
      assertThat(ColumnMoments.of(store.byReplica(4)))
          .usingRecursiveComparison()
          .isEqualTo(moments);
    }
  }
}
