package io.ogive.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** Something to measure: a few lines of the table. */
interface Measurement {
  /** As {@code --only} takes it. */
  String name();

  /**
   * Measures.
   *
   * @param progress takes a line now and then
   * @throws PeerException if Ogive itself fails; what others cannot do is a figure
   */
  Outcome run(BenchOptions options, PrintStream progress) throws IOException;

  /**
   * What came of it.
   *
   * @param details everything that was measured, for the JSON file
   */
  record Outcome(List<Figure> figures, ObjectNode details) {}
}
