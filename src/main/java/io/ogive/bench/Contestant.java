package io.ogive.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;

/** A peer that has the rows of a work and fits them when told. */
interface Contestant extends AutoCloseable {
  /**
   * Fits once.
   *
   * @param model where the {@link LinearModel} goes
   * @return at least {@code seconds} and {@code iterations}
   * @throws PeerException if it cannot
   */
  JsonNode fit(double lambda, Path model) throws IOException;

  /** Its version, or nothing where it does not tell. */
  String version();

  /** The most memory that its process has held, in bytes; 0 where the system does not say. */
  long peakBytes();

  @Override
  void close();
}
