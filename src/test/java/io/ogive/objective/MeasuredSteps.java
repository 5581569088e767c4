package io.ogive.objective;

/** The steps that a full round measures: the first on a block and every fourth after it. */
final class MeasuredSteps {
  private Object last;
  private int count;

  /** Whether the next step, on a block, is one of them. */
  boolean next(Object block) {
    count = block.equals(last) ? count + 1 : 0;
    last = block;
    return count % 4 == 0;
  }
}
