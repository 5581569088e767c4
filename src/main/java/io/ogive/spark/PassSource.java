package io.ogive.spark;

import io.ogive.data.Pass;
import java.io.Serializable;
import java.util.Map;
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

  /** Lets go of the pass, once no task needs it. */
  @Override
  default void close() {} // most have nothing to let go of

  /**
   * A source of this pass: in the task itself if it is small, else shared by the tasks of an
   * executor, or, in local mode, by all.
   */
  static PassSource of(Pass<?> pass, SparkContext spark) {
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

  /** As it is, for tasks in the driver's own JVM: a broadcast would write all of it out. */
  record Held(long key) implements PassSource {
    private static final Map<Long, Pass<?>> PASSES = new ConcurrentHashMap<>();
    private static final AtomicLong KEYS = new AtomicLong();

    static Held of(Pass<?> pass) {
      Held held = new Held(KEYS.incrementAndGet());
      PASSES.put(held.key, pass);
      return held;
    }

    @Override
    public Pass<?> pass() {
      return PASSES.get(key);
    }

    @Override
    public void close() {
      PASSES.remove(key);
    }
  }
}
