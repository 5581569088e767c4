package io.ogive.spark;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.apache.spark.SparkEnv;
import scala.reflect.ClassTag$;

/**
 * Objects as bytes, by Java's serialization whatever {@code spark.serializer} says: Kryo cannot
 * read records, and a user's setting must not break a pass.
 */
final class Wire {
  private Wire() {}

  static byte[] bytes(Object object) {
    return bytes(object, Integer.MAX_VALUE - 8)
        .orElseThrow(
            () -> new IllegalStateException("a total of more than 2 GB; leave columns out"));
  }

  /** The bytes of an object, if they are no more than that. */
  static Optional<byte[]> bytes(Object object, int most) {
    Buffer buffer = new Buffer(most);
    try (ObjectOutputStream out = new ObjectOutputStream(buffer)) {
      out.writeObject(object);
    } catch (TooLongException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Optional.of(buffer.bytes());
  }

  @SuppressWarnings("TypeParameterUnusedInFormals") // the sender knows the type
  static <T> T object(byte[] bytes) {
    return object(bytes, Thread.currentThread().getContextClassLoader());
  }

  /** The object, its classes found by {@code loader}. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the sender knows the type
  static <T> T object(byte[] bytes, ClassLoader loader) {
    return (T)
        SparkEnv.get()
            .closureSerializer()
            .newInstance()
            .deserialize(ByteBuffer.wrap(bytes), loader, ClassTag$.MODULE$.apply(Object.class));
  }

  private static final class TooLongException extends IOException {
    TooLongException() {
      super("longer than allowed");
    }
  }

  private static final class Buffer extends OutputStream {
    private final int most;
    private byte[] bytes = new byte[1024];
    private int length;

    Buffer(int most) {
      this.most = most;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int count) throws IOException {
      if (count > most - length) {
        throw new TooLongException();
      }
      if (length + count > bytes.length) {
        long doubled = Math.max(length + count, 2L * bytes.length);
        bytes = Arrays.copyOf(bytes, (int) Math.min(doubled, most));
      }
      System.arraycopy(from, offset, bytes, length, count);
      length += count;
    }

    byte[] bytes() {
      return bytes.length == length ? bytes : Arrays.copyOf(bytes, length);
    }
  }
}
