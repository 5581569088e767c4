package io.ogive.bench;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Rows as files, for peers outside of a JVM. */
final class RowFiles {
  private RowFiles() {}

  /** Dense rows: float64, little-endian, the label after the columns. */
  static void raw(Rows rows, Path file) throws IOException {
    ByteBuffer row =
        ByteBuffer.allocate(Double.BYTES * (rows.columns() + 1)).order(ByteOrder.LITTLE_ENDIAN);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      rows.read(
          0,
          rows.size(),
          (label, indices, values) -> {
            row.clear();
            for (double value : values) {
              row.putDouble(value);
            }
            row.putDouble(label);
            out.write(row.array());
          });
    }
  }

  /** Lines of label and index:value, from index 1, every digit kept. */
  static void libSvm(Rows rows, Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      rows.read(
          0,
          rows.size(),
          (label, indices, values) -> {
            StringBuilder line = new StringBuilder().append(label);
            for (int k = 0; k < values.length; k++) {
              int column = indices.length == 0 ? k : indices[k];
              line.append(' ').append(column + 1).append(':').append(values[k]);
            }
            out.append(line).append('\n');
          });
    }
  }
}
