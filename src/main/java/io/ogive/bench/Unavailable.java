package io.ogive.bench;

import java.io.PrintStream;

/** A measurement that lacks what it needs. */
record Unavailable(String name, String problem) implements Measurement {
  @Override
  public Outcome run(BenchOptions options, PrintStream progress) {
    throw new PeerException(problem);
  }
}
