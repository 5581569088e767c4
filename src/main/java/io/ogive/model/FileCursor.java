package io.ogive.model;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A place in a model file. Nothing is allocated before it is known that the bytes that fill it are
 * there, and nothing but {@link ModelFileException} is thrown.
 */
final class FileCursor {
  private final ByteBuffer bytes;

  /** Reads the first {@code end} bytes. */
  FileCursor(byte[] file, int end) {
    bytes = ByteBuffer.wrap(file, 0, end);
  }

  int offset() {
    return bytes.position();
  }

  int remaining() {
    return bytes.remaining();
  }

  private void need(String what, long count, long size) {
    if (count < 0 || count > bytes.remaining() / size) {
      throw new ModelFileException(
          "%s: %d of %d bytes each cannot be in the %d that are left"
              .formatted(what, count, size, bytes.remaining()),
          offset());
    }
  }

  int readByte(String what) {
    need(what, 1, 1);
    return bytes.get();
  }

  /** A byte from 1 to {@code choices.length}, as what it stands for. */
  @SafeVarargs
  final <T> T choice(String what, T... choices) {
    int at = offset();
    int code = readByte(what);
    if (code < 1 || code > choices.length) {
      throw new ModelFileException("%s: there is no kind %d".formatted(what, code), at);
    }
    return choices[code - 1];
  }

  int readInt(String what) {
    need(what, 1, Integer.BYTES);
    return bytes.getInt();
  }

  long readLong(String what) {
    need(what, 1, Long.BYTES);
    return bytes.getLong();
  }

  /** The length of a list whose elements take at least {@code size} bytes each. */
  int length(String what, int size) {
    int length = readInt(what);
    need(what, length, size);
    return length;
  }

  double[] doubles(String what, long count) {
    need(what, count, Double.BYTES);
    double[] values = new double[(int) count];
    for (int i = 0; i < values.length; i++) {
      values[i] = bytes.getDouble();
      if (Double.isNaN(values[i]) || Double.isInfinite(values[i])) {
        throw new ModelFileException(
            "%s: element %d is %s".formatted(what, i, values[i]), offset() - Double.BYTES);
      }
    }
    return values;
  }

  String text(String what) {
    int length = length(what, 1);
    ByteBuffer part = bytes.slice(offset(), length);
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(part).toString();
      bytes.position(offset() + length);
      return text;
    } catch (CharacterCodingException e) {
      throw new ModelFileException(what + ": not valid UTF-8", offset());
    }
  }

  List<String> texts(String what) {
    int length = length(what, Integer.BYTES);
    List<String> texts = new ArrayList<>(length);
    for (int i = 0; i < length; i++) {
      texts.add(text(what));
    }
    return texts;
  }

  /** What {@code record} gives, or that it is against the record's rules. */
  <T> T built(Supplier<T> record) {
    try {
      return record.get();
    } catch (IllegalArgumentException e) {
      throw new ModelFileException(e.getMessage(), offset());
    }
  }
}
