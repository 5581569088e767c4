package io.ogive.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;

/** Threads of the driver, for work that is no Spark job. */
final class NearThreads implements AutoCloseable {
  private final ForkJoinPool threads;

  NearThreads(int most) {
    this.threads = new ForkJoinPool(most);
  }

  /**
   * The results of all calls, in their order.
   *
   * @throws RuntimeException what a call threw
   */
  <R> List<R> all(List<Callable<R>> calls) {
    List<ForkJoinTask<R>> running = new ArrayList<>();
    calls.forEach(call -> running.add(threads.submit(call)));
    try {
      List<R> results = new ArrayList<>();
      for (ForkJoinTask<R> one : running) {
        results.add(one.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } catch (InterruptedException e) {
      running.forEach(other -> other.cancel(true));
      Thread.currentThread().interrupt();
      throw new IllegalStateException("work on the driver was interrupted", e);
    }
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
