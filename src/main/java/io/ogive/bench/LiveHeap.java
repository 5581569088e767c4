package io.ogive.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.concurrent.atomic.AtomicBoolean;

/** How much heap is alive while something runs: full collections, one after the other. */
final class LiveHeap {
  private static final long PAUSE_MILLIS = 100;

  private LiveHeap() {}

  /** Bytes alive now. */
  static long bytes() {
    System.gc();
    MemoryUsage usage = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    return usage.getUsed();
  }

  /** The most bytes seen alive during {@code work}. */
  static long most(Runnable work) throws InterruptedException {
    AtomicBoolean over = new AtomicBoolean();
    long[] most = {0};
    Thread watch =
        new Thread(
            () -> {
              while (!over.get()) {
                most[0] = Math.max(most[0], bytes());
                try {
                  Thread.sleep(PAUSE_MILLIS);
                } catch (InterruptedException e) {
                  return;
                }
              }
            },
            "live-heap");
    watch.start();
    try {
      work.run();
    } finally {
      over.set(true);
      watch.join();
    }
    return most[0];
  }
}
