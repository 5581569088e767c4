package io.ogive.report;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The files of a run folder, wherever it is. */
@FunctionalInterface
public interface RunFiles {
  /** Opens a file by its path in the folder; none if it is not there. */
  Optional<InputStream> open(String name) throws IOException;

  /** All bytes of a file; none if it is not there. */
  default byte[] read(String name) throws IOException {
    Optional<InputStream> found = open(name);
    if (found.isEmpty()) {
      return new byte[0];
    }
    try (InputStream in = found.get()) {
      return in.readAllBytes();
    }
  }
}
