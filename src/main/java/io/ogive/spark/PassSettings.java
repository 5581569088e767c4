package io.ogive.spark;

import io.ogive.data.Pass;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** How passes over a store are run; nothing of it can change what they find. */
final class PassSettings {
  /** Totals of more bytes are added on executors where there are many of them. */
  private static final long LARGE_TOTAL = 4L << 20;

  private final Consumer<List<TaskEnvelope>> envelopes;
  private final Map<Class<?>, Long> sizes = new ConcurrentHashMap<>();
  private int tasks;
  private long largeTotal = LARGE_TOTAL;
  private long mostNear;

  /**
   * Settings by default.
   *
   * @param envelopes is handed those of every pass
   */
  PassSettings(Consumer<List<TaskEnvelope>> envelopes) {
    this.envelopes = envelopes;
  }

  Consumer<List<TaskEnvelope>> envelopes() {
    return envelopes;
  }

  /** The most tasks of a pass; 0 for as many as there are cores. */
  int tasks() {
    return tasks;
  }

  void setTasks(int most) {
    tasks = most;
  }

  /** The most bytes of data that passes may go over on the driver. */
  long mostNear() {
    return mostNear;
  }

  void setMostNear(long bytes) {
    mostNear = bytes;
  }

  /** From now on totals of more bytes are large. */
  void setLargeTotal(long bytes) {
    largeTotal = bytes;
  }

  /** How the totals of a pass are to be added, by the size of those that its kind found before. */
  Gathering gathering(Pass<?> pass, boolean largePass) {
    long expected = sizes.getOrDefault(pass.getClass(), largePass ? Long.MAX_VALUE : 0);
    return new Gathering(expected > largeTotal, size -> sizes.put(pass.getClass(), size));
  }
}
