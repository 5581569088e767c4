package io.ogive.bench;

import java.time.Duration;
import java.util.OptionalDouble;

/** A peer failed, or ended, or took longer than it may; its rows say so and the others go on. */
final class PeerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient OptionalDouble limit;

  PeerException(String message) {
    this(message, OptionalDouble.empty());
  }

  private PeerException(String message, OptionalDouble limit) {
    super(message);
    this.limit = limit;
  }

  static PeerException tookLonger(String name, Duration limit) {
    return new PeerException(
        "%s took > %d s, its limit".formatted(name, limit.toSeconds()),
        OptionalDouble.of(limit.toMillis() / 1e3));
  }

  /** What it may take, in seconds, if it took longer. */
  OptionalDouble limit() {
    return limit;
  }
}
