package io.ogive.spark;

/** Ends a training that is to start again, cured. */
final class CureException extends RuntimeException {
  private final transient Cure cure;

  CureException(Cure cure) {
    super(cure.set(), null, false, false);
    this.cure = cure;
  }

  Cure cure() {
    return cure;
  }
}
