package io.ogive.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Where the rows of a work come from, as one word that both sides of the protocol understand. */
final class Source {
  static final String FLIGHTS = "flights:";

  static final String MNIST = "mnist:";

  /** Of neighbouring columns, as in Tibshirani, "Regression shrinkage and selection", 1996. */
  private static final double CORRELATION = 0.5;

  private Source() {}

  /** Whether networks are trained on the rows. */
  static boolean isForNetworks(String word) {
    return word.startsWith(MNIST);
  }

  /** The file, where the word stands for a table of flights. */
  static Optional<String> flights(String word) {
    return word.startsWith(FLIGHTS)
        ? Optional.of(word.substring(FLIGHTS.length()))
        : Optional.empty();
  }

  /**
   * The rows that a word stands for: {@code dense:ROWSxCOLUMNS}, {@code correlated:ROWSxCOLUMNS},
   * {@code sparse:ROWSxCOLUMNSxNONZEROS}, {@code libsvm:FILE}, {@code flights:FILE}, {@code
   * mnist:FOLDER}.
   *
   * @throws IOException if the file cannot be read
   */
  static Rows rows(String word) throws IOException {
    int colon = word.indexOf(':');
    String rest = word.substring(colon + 1);
    return switch (word.substring(0, Math.max(colon, 0))) {
      case "dense" -> {
        long[] n = numbers(rest, 2);
        yield new DenseRows(n[0], Math.toIntExact(n[1]), 0);
      }
      case "correlated" -> {
        long[] n = numbers(rest, 2);
        yield new DenseRows(n[0], Math.toIntExact(n[1]), CORRELATION);
      }
      case "sparse" -> {
        long[] n = numbers(rest, 3);
        yield new SparseRows(n[0], Math.toIntExact(n[1]), Math.toIntExact(n[2]));
      }
      case "flights" -> FlightsRows.read(rest);
      case "mnist" -> new MnistRows(rest);
      case "libsvm" -> LibSvmRows.read(Path.of(rest));
      default ->
          throw new IllegalArgumentException(
              "'%s' is no source; write dense:ROWSxCOLUMNS, correlated:ROWSxCOLUMNS, sparse:ROWSxCOLUMNSxNONZEROS, libsvm:FILE, flights:FILE or mnist:FOLDER"
                  .formatted(word));
    };
  }

  private static long[] numbers(String text, int count) {
    String[] parts = text.split("x", -1);
    if (parts.length != count) {
      throw new IllegalArgumentException(
          "'%s' has %d numbers, not %d".formatted(text, parts.length, count));
    }
    long[] numbers = new long[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = Long.parseLong(parts[i]);
    }
    return numbers;
  }
}
