package io.ogive.bench;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Waits until processes do next to nothing: for seconds after a fit a JVM goes on compiling and
 * collecting, and whoever is next in turn would pay for it.
 *
 * @param window how long they must do next to nothing
 * @param most how long to wait for it
 */
record Quiet(Duration window, Duration most) {
  /** The share of a core that a JVM at rest may use. */
  private static final double NEXT_TO_NOTHING = 0.05;

  /** For the processes that this one has started. */
  static void await() {
    new Quiet(Duration.ofMillis(500), Duration.ofSeconds(20))
        .await(ProcessHandle.current()::descendants);
  }

  void await(Supplier<Stream<ProcessHandle>> processes) {
    long end = System.nanoTime() + most.toNanos();
    Map<Long, Duration> before = used(processes.get());
    do {
      try {
        Thread.sleep(window.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      Map<Long, Duration> now = used(processes.get());
      if (between(before, now) <= NEXT_TO_NOTHING * window.toNanos()) {
        return;
      }
      before = now;
    } while (System.nanoTime() < end);
  }

  /** The processor time of each that still runs, where the system says it. */
  private static Map<Long, Duration> used(Stream<ProcessHandle> processes) {
    Map<Long, Duration> used = new HashMap<>();
    processes.forEach(
        process ->
            process.info().totalCpuDuration().ifPresent(time -> used.put(process.pid(), time)));
    return used;
  }

  private static double between(Map<Long, Duration> before, Map<Long, Duration> now) {
    double nanoseconds = 0;
    for (Map.Entry<Long, Duration> process : now.entrySet()) {
      Duration earlier = before.getOrDefault(process.getKey(), Duration.ZERO);
      nanoseconds += process.getValue().minus(earlier).toNanos();
    }
    return nanoseconds;
  }
}
