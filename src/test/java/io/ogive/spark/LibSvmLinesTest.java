package io.ogive.spark;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibSvmLinesTest {
  @TempDir Path dir;

  @Test
  void aLineInTheMiddleOfAFileIsCountedFromItsStart() throws IOException {
    assertThatThrownBy(lines("plain.svm", 6)::hasNext)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("plain.svm:3:1: ");
  }

  /** Where a block starts is counted in compressed bytes: no number is better than a wrong one. */
  @Test
  void aLineInTheMiddleOfACompressedFileIsCountedFromItsBlock() throws IOException {
    assertThatThrownBy(lines("packed.svm.bz2", 6)::hasNext)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("packed.svm.bz2:(line 1 of those from byte 6 on):1: ");
  }

  /** The reader of a block that begins within the second line, and so with the third. */
  private LibSvmLines lines(String name, long blockStart) throws IOException {
    Path file = Files.writeString(dir.resolve(name), "1 1:2\n0 1:3\nx 1:4\n");
    byte[] line = "x 1:4".getBytes(StandardCharsets.UTF_8);
    return new LibSvmLines(
        List.of(RowFactory.create(line, file.toUri().toString(), blockStart)).iterator(), 9, false);
  }
}
