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
   * The results of all calls, in their order, once all have ended.
   *
   * @throws RuntimeException what the first of those that failed threw
   */
  <R> List<R> all(List<Callable<R>> calls) {
    List<ForkJoinTask<R>> running = new ArrayList<>();
    calls.forEach(call -> running.add(threads.submit(call)));
    List<R> results = new ArrayList<>();
    RuntimeException failure = null;
    for (ForkJoinTask<R> one : running) {
      try {
        results.add(one.get());
      } catch (ExecutionException e) {
        RuntimeException thrown =
            e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        failure = failure == null ? thrown : failure;
      } catch (InterruptedException e) {
        running.forEach(other -> other.cancel(true));
        Thread.currentThread().interrupt();
        throw new IllegalStateException("work on the driver was interrupted", e);
      }
    }
    if (failure != null) {
      throw failure;
    }
    return results;
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
