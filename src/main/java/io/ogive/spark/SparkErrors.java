package io.ogive.spark;

import java.io.EOFException;
import java.util.Optional;
import java.util.zip.ZipException;
import org.apache.spark.SparkThrowable;

/** Finds in what Spark throws the error that a caller can act on. */
final class SparkErrors {
  private SparkErrors() {}

  /**
   * The error of ours that a task threw, if there is one; a {@link BadInputException} if a file could
   * not be read; else what was thrown, which names stage, task and host.
   */
  static RuntimeException unwrapped(Throwable thrown) {
    Optional<RuntimeException> own = own(thrown);
    if (own.isPresent()) {
      return own.get();
    }
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      String condition = condition(t);
      if (condition.startsWith("FAILED_READ_FILE") || isBrokenFile(t)) {
        return new BadInputException(
            "%s; the file is damaged or not what input.format and input.options say (%s)"
                .formatted(message(t), message(root(t))),
            thrown);
      }
      if (condition.startsWith("MALFORMED_RECORD") || condition.startsWith("MALFORMED_CSV")) {
        return new BadInputException(
            "%s; correct the line or set input.on-bad-row = drop".formatted(message(t)), thrown);
      }
    }
    return thrown instanceof RuntimeException e ? e : new IllegalStateException(thrown);
  }

  /** The first error of this project in the chain of causes. */
  static Optional<RuntimeException> own(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof RuntimeException e && isOwn(t)) {
        return Optional.of(e);
      }
    }
    return Optional.empty();
  }

  static boolean isOwn(Throwable t) {
    return t.getClass().getName().startsWith("io.ogive.");
  }

  /** Spark's name for an error, such as {@code PATH_NOT_FOUND}; empty if it has none. */
  static String condition(Throwable t) {
    return t instanceof SparkThrowable s && s.getCondition() != null ? s.getCondition() : "";
  }

  private static boolean isBrokenFile(Throwable t) {
    return t instanceof EOFException || t instanceof ZipException;
  }

  private static Throwable root(Throwable t) {
    return t.getCause() == null ? t : root(t.getCause());
  }

  static String message(Throwable t) {
    String text = t.getMessage() == null ? t.getClass().getSimpleName() : t.getMessage();
    int line = text.indexOf('\n');
    return line < 0 ? text : text.substring(0, line);
  }
}
