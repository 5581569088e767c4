package io.ogive.spark;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.Serializable;

/**
 * An object to be broadcast, by Java's serialization whatever Spark is set to; tasks of one
 * executor share it.
 */
@DefaultSerializer(JavaSerializer.class)
final class Shared<T> implements Serializable {
  private final T object;

  Shared(T object) {
    this.object = object;
  }

  T object() {
    return object;
  }
}
