package io.ogive.bench;

import io.ogive.health.HealthLevel;

/** The peers that run in a JVM of their own, by the name that the child is started with. */
final class PeerNames {
  static final String OGIVE = "ogive";
  static final String OGIVE_OFF = "ogive-health-off";
  static final String MLLIB = "mllib";

  private PeerNames() {}

  static boolean isOgive(String name) {
    return name.startsWith(OGIVE);
  }

  static Peer peer(String name) {
    return switch (name) {
      case OGIVE -> new OgivePeer(OgivePeer.DEFAULT_HEALTH);
      case OGIVE_OFF -> new OgivePeer(HealthLevel.OFF);
      case MLLIB -> new MllibPeer();
      default -> throw new IllegalArgumentException("there is no peer '" + name + "'");
    };
  }
}
