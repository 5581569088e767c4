package io.ogive.spark;

import io.ogive.data.Pass;
import io.ogive.data.Total;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/** Where tasks take their pass from. */
sealed interface PassSource extends Serializable, AutoCloseable {
  /** A pass of more bytes is not carried by tasks. */
  int CARRIED_BYTES = 64 << 10;

  Pass<?> pass();

  /** Whether the pass is more than tasks should carry. */
  default boolean isLarge() {
    return true;
  }

  /** What a task sends to the driver of what it found. */
  default byte[] sent(Outcome<?> outcome) {
    return Wire.bytes(outcome);
  }

  /** What a task has {@link #sent}, on the driver; asked for once. */
  default <T extends Total<T>> Outcome<T> received(byte[] result, ClassLoader loader) {
    return Wire.object(result, loader);
  }

  /** Lets go of the pass, once no task needs it. */
  @Override
  default void close() {} // most have nothing to let go of

  /**
   * A source of this pass: in the task itself if it is small, else shared by the tasks of an
   * executor, or, in local mode, by all, as it also is where its total is large.
   */
  static PassSource of(Pass<?> pass, SparkContext spark) {
    if (pass.hasLargeTotal() && spark.isLocal()) {
      return Held.of(pass);
    }
    Optional<byte[]> bytes = Wire.bytes(pass, CARRIED_BYTES);
    if (bytes.isPresent()) {
      return new Carried(bytes.get());
    }
    return spark.isLocal()
        ? Held.of(pass)
        : new Broadcasted(
            JavaSparkContext.fromSparkContext(spark).broadcast(new Shared<Pass<?>>(pass)));
  }

  /** With the task. */
  record Carried(byte[] bytes) implements PassSource {
    @Override
    public Pass<?> pass() {
      return Wire.object(bytes);
    }

    @Override
    public boolean isLarge() {
      return false;
    }
  }

  /** Once for each executor. */
  record Broadcasted(Broadcast<Shared<Pass<?>>> shared) implements PassSource {
    @Override
    public Pass<?> pass() {
      return shared.value().object();
    }

    @Override
    public void close() {
      shared.destroy();
    }
  }

  /**
   * As it is, for tasks in the driver's own JVM: a broadcast would write all of it out. What the
   * tasks find stays as it is too, and they send a number by which it is found again; of attempts
   * that are not the task's last nobody asks.
   */
  record Held(long key) implements PassSource {
    private static final Map<Long, Held.Room> ROOMS = new ConcurrentHashMap<>();
    private static final AtomicLong KEYS = new AtomicLong();

    private record Room(Pass<?> pass, Map<Long, Outcome<?>> outcomes) {}

    static Held of(Pass<?> pass) {
      Held held = new Held(KEYS.incrementAndGet());
      ROOMS.put(held.key, new Room(pass, new ConcurrentHashMap<>()));
      return held;
    }

    @Override
    public Pass<?> pass() {
      return room().pass;
    }

    private Room room() {
      return Objects.requireNonNull(ROOMS.get(key), "the pass is over");
    }

    @Override
    public byte[] sent(Outcome<?> outcome) {
      long number = KEYS.incrementAndGet();
      room().outcomes.put(number, outcome);
      return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    @Override
    @SuppressWarnings("unchecked") // the driver knows the type
    public <T extends Total<T>> Outcome<T> received(byte[] result, ClassLoader loader) {
      return (Outcome<T>) room().outcomes.remove(ByteBuffer.wrap(result).getLong());
    }

    @Override
    public void close() {
      ROOMS.remove(key);
    }
  }
}
