package io.ogive.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How to measure.
 *
 * @param data a folder with {@code shared-only/}, for the works that read files
 * @param only names of works; empty for all
 * @param fits how often each peer fits a work; empty for the work's own number
 * @param threads of every peer
 * @param heap of every JVM, as {@code -Xmx} takes it
 * @param folder where models, logs and JSON go
 */
public record BenchOptions(
    Optional<Path> data,
    List<String> only,
    Optional<Integer> fits,
    int threads,
    String heap,
    Path folder) {
  public BenchOptions {
    only = List.copyOf(only);
    if (threads < 1) {
      throw new IllegalArgumentException("--threads must be positive, was " + threads);
    }
    if (fits.isPresent() && fits.get() < 1) {
      throw new IllegalArgumentException("--fits must be positive, was " + fits.get());
    }
  }

  boolean wants(String work) {
    return only.isEmpty() || only.contains(work);
  }
}
