package io.ogive.data;

/** A value in the data that cannot be used: says which column, which value and what to do. */
public final class BadValueException extends RuntimeException {
  private final String column;

  public BadValueException(String column, String problem, String remedy) {
    super("column '%s': %s; %s".formatted(column, problem, remedy));
    this.column = column;
  }

  public String column() {
    return column;
  }
}
