package io.ogive.bench;

/** Ogive's command line, which is on a floor above. */
@FunctionalInterface
public interface Program {
  /** Runs a command and returns its exit code. */
  int run(String... arguments);
}
