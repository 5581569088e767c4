package io.ogive.bench;

import java.nio.file.Path;

/** The peers that run in a JVM of their own, by the name that the child is started with. */
final class PeerNames {
  static final String OGIVE = "ogive";
  static final String MLLIB = "mllib";

  private PeerNames() {}

  /** Fits a DataFrame of a label and a vector. */
  static Peer ofVectors(String name) {
    return switch (name) {
      case OGIVE -> new OgivePeer();
      case MLLIB -> new MllibPeer();
      default -> throw unknown(name);
    };
  }

  /** Goes from {@link FlightsTable} to a saved model. */
  static Peer ofFlights(String name, Program program, Path folder) {
    return switch (name) {
      case OGIVE -> new FlightsOgive(program, folder.resolve("flights-ogive"));
      case MLLIB -> new FlightsMllib(folder.resolve("flights-mllib"));
      default -> throw unknown(name);
    };
  }

  private static IllegalArgumentException unknown(String name) {
    return new IllegalArgumentException("there is no peer '" + name + "'");
  }
}
