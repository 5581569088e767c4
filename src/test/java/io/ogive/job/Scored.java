package io.ogive.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads scored CSV back. */
final class Scored {
  private Scored() {}

  /** The header once, then all rows of all parts. */
  static List<String> lines(Path folder) throws IOException {
    List<String> all = new ArrayList<>();
    try (Stream<Path> parts = Files.list(folder)) {
      for (Path part :
          parts.filter(p -> p.getFileName().toString().startsWith("part-")).sorted().toList()) {
        List<String> lines = Files.readAllLines(part);
        all.addAll(all.isEmpty() ? lines : lines.subList(1, lines.size()));
      }
    }
    return all;
  }
}
