package io.ogive.spark;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads one line of LibSVM, {@code label index:value index:value … # comment}, strictly: indices
 * from 1 up, ascending; values decimal; blanks or tabs between. A parser is used again for the next
 * line.
 */
final class LibSvmLine {
  private byte[] line = new byte[0];
  private int end;
  private int at;
  private double label;
  private int[] indices = new int[64];
  private double[] values = new double[64];
  private int count;

  /** What is wrong in a line, and at which column, from 1. */
  static final class MalformedLineException extends RuntimeException {
    private final int column;

    MalformedLineException(int column, String message) {
      super(message);
      this.column = column;
    }

    int column() {
      return column;
    }
  }

  /**
   * Reads a line without its end.
   *
   * @return whether it has a row; false if it is only a comment
   * @throws MalformedLineException if it cannot be read
   */
  boolean read(byte[] bytes) {
    line = bytes;
    end = 0;
    while (end < bytes.length && bytes[end] != '#') {
      end++;
    }
    boolean comment = end < bytes.length;
    while (end > 0 && (isBlank(bytes[end - 1]) || (bytes[end - 1] == '\r' && !comment))) {
      end--;
    }
    at = 0;
    count = 0;
    checkBytes();
    skipBlanks();
    if (at == end) {
      if (comment) {
        return false;
      }
      throw bad(0, "the line is empty", "remove it");
    }
    readLabel();
    int last = 0;
    for (skipBlanks(); at < end; skipBlanks()) {
      last = readEntry(last);
    }
    return true;
  }

  private void checkBytes() {
    for (int i = 0; i < end; i++) {
      if (line[i] == 0) {
        throw bad(i, "a NUL byte", "the file is no text or is damaged; write it again");
      }
      if (line[i] < 0) {
        boolean mark = i == 0 && end > 2 && line[0] == (byte) 0xEF && line[1] == (byte) 0xBB;
        throw bad(
            i,
            mark
                ? "a byte order mark"
                : "byte 0x%02X, which is not ASCII".formatted(line[i] & 0xff),
            "write the file as plain ASCII");
      }
    }
  }

  private void readLabel() {
    int start = at;
    String token = token();
    if (token.indexOf(':') >= 0) {
      throw bad(start, "'%s' stands where the label should".formatted(token), "put a label first");
    }
    label = number(start, token, "label");
  }

  private int readEntry(int last) {
    int start = at;
    String token = token();
    int colon = token.indexOf(':');
    if (colon < 0) {
      throw bad(start, "'%s' has no colon".formatted(token), "write index:value");
    }
    if (token.indexOf(':', colon + 1) >= 0) {
      throw bad(start, "'%s' has two colons".formatted(token), "write index:value");
    }
    int index = index(start, token.substring(0, colon), token);
    if (index <= last) {
      throw bad(
          start,
          index == last
              ? "index %d comes twice".formatted(index)
              : "index %d follows %d".formatted(index, last),
          "write each index once, ascending");
    }
    String value = token.substring(colon + 1);
    if (value.isEmpty()) {
      throw bad(start, "'%s' has no value".formatted(token), "write index:value");
    }
    put(index - 1, number(start + colon + 1, value, "feature value"));
    return index;
  }

  private int index(int start, String digits, String token) {
    boolean whole = !digits.isEmpty();
    for (int i = 0; whole && i < digits.length(); i++) {
      whole = digits.charAt(i) >= '0' && digits.charAt(i) <= '9';
    }
    if (!whole) {
      throw bad(
          start,
          "index '%s' of '%s' is not a whole number from 1 up".formatted(digits, token),
          "count indices from 1");
    }
    String plain = digits.replaceFirst("^0+(?=.)", "");
    if (plain.length() > 10 || Long.parseLong(plain) > Integer.MAX_VALUE) {
      throw bad(start, "index %s is over 2147483647".formatted(plain), "number columns from 1");
    }
    if (plain.equals("0")) {
      throw bad(start, "index 0", "count indices from 1");
    }
    return Integer.parseInt(plain);
  }

  private double number(int start, String token, String what) {
    return NumberText.parse(token)
        .orElseThrow(
            () ->
                bad(
                    start,
                    "%s '%s' is not a finite decimal number".formatted(what, token),
                    "correct the row or set input.on-bad-row = drop"));
  }

  private void put(int index, double value) {
    if (count == indices.length) {
      indices = Arrays.copyOf(indices, 2 * count);
      values = Arrays.copyOf(values, 2 * count);
    }
    indices[count] = index;
    values[count++] = value;
  }

  private String token() {
    int start = at;
    while (at < end && !isBlank(line[at])) {
      at++;
    }
    return new String(line, start, at - start, StandardCharsets.ISO_8859_1);
  }

  private void skipBlanks() {
    while (at < end && isBlank(line[at])) {
      at++;
    }
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  private static MalformedLineException bad(int position, String problem, String remedy) {
    return new MalformedLineException(position + 1, problem + "; " + remedy);
  }

  double label() {
    return label;
  }

  /** Indices from 0. */
  int[] indices() {
    return Arrays.copyOf(indices, count);
  }

  double[] values() {
    return Arrays.copyOf(values, count);
  }

  /** The largest index from 1; 0 without any. */
  int largestIndex() {
    return count == 0 ? 0 : indices[count - 1] + 1;
  }
}
