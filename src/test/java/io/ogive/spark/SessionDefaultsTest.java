package io.ogive.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.ogive.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The partitions of a file depend on the file, whatever the number of cores. */
class SessionDefaultsTest {
  @TempDir Path dir;

  @Test
  void coresDoNotCutFiles() throws IOException {
    byte[] line = "0,1.25,some text\n".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    int lines = (int) (2.5 * SessionDefaults.SOURCE_BYTES / line.length);
    byte[] text = new byte[lines * line.length];
    for (int i = 0; i < lines; i++) {
      System.arraycopy(line, 0, text, i * line.length, line.length);
    }
    String path = Files.write(dir.resolve("large.csv"), text).toString();
    for (String master : new String[] {"local[1]", "local[7]"}) {
      assertThat(partitions(LocalSpark.session(master), path)).as(master).isEqualTo(3);
    }
    SparkSession sevenCores = LocalSpark.session("local[7]").newSession();
    assertThat(partitions(sevenCores, path)).as("the negative control").isNotEqualTo(3);
  }

  private static int partitions(SparkSession spark, String path) {
    Dataset<Row> rows = spark.read().schema("y int, x double, t string").csv(path);
    Layout layout = Layout.of(rows.schema(), InputSpec.ofRows("y").build());
    return InputRows.of(rows, layout).getNumPartitions();
  }
}
