package io.ogive.model;

/** A model file that cannot be read: says what is wrong, at which byte, and what to do. */
public final class ModelFileException extends RuntimeException {
  private final int offset;

  ModelFileException(String problem, int offset) {
    this(problem, offset, "take the file from its run folder again, or train anew");
  }

  ModelFileException(String problem, int offset, String remedy) {
    super("model file, byte %d: %s; %s".formatted(offset, problem, remedy));
    this.offset = offset;
  }

  /** Where in the file. */
  public int offset() {
    return offset;
  }
}
