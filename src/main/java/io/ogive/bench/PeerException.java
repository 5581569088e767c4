package io.ogive.bench;

/** A peer failed, or ended, or took longer than it may; its rows say so and the others go on. */
final class PeerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PeerException(String message) {
    super(message);
  }
}
