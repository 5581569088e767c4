package io.ogive.spark;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.Row;

/**
 * The rows of one partition of LibSVM lines.
 *
 * <p>A line's number is counted only when an error must name it: the lines of its block that came
 * before it, and those of the file before the block, for which the file is read again.
 */
final class LibSvmLines {
  private final Iterator<Row> rows;
  private final int width;
  private final boolean drop;
  private final LibSvmLine line = new LibSvmLine();
  private String file = "";
  private long blockStart;
  private long linesOfBlock;
  private boolean ready;
  private String problem = "";

  /** Rows of (bytes of a line, file, start of the block in the file). */
  LibSvmLines(Iterator<Row> rows, int width, boolean drop) {
    this.rows = rows;
    this.width = width;
    this.drop = drop;
  }

  boolean hasNext() {
    while (!ready && rows.hasNext()) {
      ready = read(rows.next());
    }
    return ready;
  }

  /**
   * Goes on to the next row: what is wrong with it, or nothing, and then {@link #line()} has it.
   */
  String next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    ready = false;
    return problem;
  }

  LibSvmLine line() {
    return line;
  }

  private boolean read(Row row) {
    if (row.getLong(2) != blockStart || !row.getString(1).equals(file)) {
      file = row.getString(1);
      blockStart = row.getLong(2);
      linesOfBlock = 0;
    }
    linesOfBlock++;
    problem = "";
    try {
      boolean isRow = line.read(row.<byte[]>getAs(0));
      if (isRow && line.largestIndex() > width) {
        throw new LibSvmLine.MalformedLineException(
            1,
            "index %d is over input.options.numFeatures = %d; raise it or correct the row"
                .formatted(line.largestIndex(), width));
      }
      return isRow;
    } catch (LibSvmLine.MalformedLineException e) {
      if (!drop) {
        throw new BadInputException(
            "%s:%s:%d: %s"
                .formatted(InputRow.plain(file), lineNumber(), e.column(), e.getMessage()),
            e);
      }
      problem = e.getMessage();
      return true;
    }
  }

  private String lineNumber() {
    try {
      return Long.toString(linesBefore() + linesOfBlock);
    } catch (IOException e) {
      return "(line %d of those from byte %d on)".formatted(linesOfBlock, blockStart);
    }
  }

  /**
   * A block that does not begin the file begins with the first line that starts after its start; so
   * all lines that start up to there come before it.
   */
  private long linesBefore() throws IOException {
    if (blockStart == 0) {
      return 0;
    }
    Path path = new Path(URI.create(file));
    if (new CompressionCodecFactory(SparkHadoopUtil.get().conf()).getCodec(path) != null) {
      throw new IOException("the start of the block counts compressed bytes");
    }
    try (InputStream in =
        new BufferedInputStream(
            path.getFileSystem(SparkHadoopUtil.get().conf()).open(path), 1 << 16)) {
      long lines = 1;
      for (long position = 0; position < blockStart; position++) {
        lines += in.read() == '\n' ? 1 : 0;
      }
      return lines;
    }
  }
}
