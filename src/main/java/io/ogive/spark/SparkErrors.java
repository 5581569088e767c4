package io.ogive.spark;

import java.io.EOFException;
import java.util.Optional;
import java.util.zip.ZipException;
import org.apache.spark.SparkThrowable;

/** Finds in what Spark throws the error that a caller can act on. */
final class SparkErrors {
  private SparkErrors() {}

  /**
   * The error of ours that a task threw, if there is one; a {@link BadInputException} if a file
   * could not be read; else what was thrown, which names stage, task and host.
   */
  static RuntimeException unwrapped(Throwable thrown) {
    Optional<RuntimeException> own = own(thrown);
    if (own.isPresent()) {
      return own.get();
    }
    Throwable root = root(thrown);
    if (root instanceof SparkThrowable s && isDataException(s) && !isMalformed(root)) {
      return new BadInputException(
          "the input cannot be computed: %s; correct the rows, or input.where or the view"
              .formatted(message(root)),
          thrown);
    }
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (condition(t).startsWith("FAILED_READ_FILE")) {
        String file = ((SparkThrowable) t).getMessageParameters().getOrDefault("path", "a file");
        return new BadInputException(InputRow.plain(file) + ": " + unreadable(t, root), thrown);
      }
    }
    return isUnreadable(root) || isMalformed(thrown)
        ? new BadInputException("the input: " + unreadable(thrown, root), thrown)
        : thrown instanceof RuntimeException e ? e : new IllegalStateException(thrown);
  }

  private static String unreadable(Throwable from, Throwable root) {
    if (isMalformed(from)) {
      return "%s; correct it, set input.on-bad-row = drop, or check input.options"
          .formatted(message(root));
    }
    return ("the file is damaged, or is not what input.format and input.options say (%s); write it "
            + "again or correct these")
        .formatted(message(root));
  }

  /** Class 22 of SQL's states: a division by zero, a text that is no number, and the like. */
  private static boolean isDataException(SparkThrowable error) {
    String state = error.getSqlState();
    return state != null && state.startsWith("22") && !condition((Throwable) error).isEmpty();
  }

  private static boolean isMalformed(Throwable from) {
    for (Throwable t = from; t != null; t = t.getCause()) {
      if (condition(t).startsWith("MALFORMED")) {
        return true;
      }
    }
    return false;
  }

  private static boolean isUnreadable(Throwable root) {
    return root instanceof EOFException || root instanceof ZipException;
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

  private static Throwable root(Throwable t) {
    return t.getCause() == null ? t : root(t.getCause());
  }

  /**
   * The first line of a message that says something, without Spark's names and numbers of errors
   * around it.
   */
  static String message(Throwable t) {
    String text = t.getMessage() == null ? "" : t.getMessage();
    return text.lines()
        .filter(line -> !line.isBlank())
        .findFirst()
        .orElse(t.getClass().getSimpleName())
        .replaceFirst("^\\[[A-Z_.0-9]+\\] ", "")
        .replaceFirst("\\s*SQLSTATE: \\w+.*$", "")
        .replaceFirst("\\.$", "");
  }
}
