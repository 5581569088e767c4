package io.ogive.spark;

import java.nio.ByteBuffer;
import org.apache.spark.SparkEnv;
import scala.reflect.ClassTag$;

/**
 * Objects as bytes, by Java's serialization whatever {@code spark.serializer} says: Kryo cannot
 * read records, and a user's setting must not break a pass.
 */
final class Wire {
  private Wire() {}

  static byte[] bytes(Object object) {
    ByteBuffer buffer =
        SparkEnv.get()
            .closureSerializer()
            .newInstance()
            .serialize(object, ClassTag$.MODULE$.apply(Object.class));
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the sender knows the type
  static <T> T object(byte[] bytes) {
    return (T)
        SparkEnv.get()
            .closureSerializer()
            .newInstance()
            .deserialize(
                ByteBuffer.wrap(bytes),
                Thread.currentThread().getContextClassLoader(),
                ClassTag$.MODULE$.apply(Object.class));
  }
}
