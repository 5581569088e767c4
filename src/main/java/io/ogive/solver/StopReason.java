package io.ogive.solver;

/** Why a fit ended. */
public enum StopReason {
  /** The gradient is within the tolerance. */
  GRADIENT("the gradient is within the tolerance"),
  /** The objective of many coordinates has all but stopped falling. */
  FALL("the objective is expected to fall no further by a share that matters"),
  /** No step lowers the objective any more in double precision. */
  PRECISION("no step lowers the objective any further in double precision"),
  /** The rounds that were allowed are used up. */
  MAX_ROUNDS("the rounds allowed are used up"),
  /** The loss on rows kept back has stopped falling. */
  VALIDATION("the loss on the rows kept back falls no more");

  private final String sentence;

  StopReason(String sentence) {
    this.sentence = sentence;
  }

  /** The reason in words. */
  public String sentence() {
    return sentence;
  }
}
