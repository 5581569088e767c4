package io.ogive.job;

import java.util.List;

/** The configuration or the command line cannot be used; one problem a line. Exit code 2. */
final class SettingsException extends RuntimeException {
  private final transient List<String> problems;

  SettingsException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  SettingsException(String problem) {
    this(List.of(problem));
  }

  SettingsException(String problem, Throwable cause) {
    super(problem, cause);
    this.problems = List.of(problem);
  }

  List<String> problems() {
    return problems;
  }
}
