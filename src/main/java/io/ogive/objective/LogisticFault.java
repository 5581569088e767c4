package io.ogive.objective;

import io.ogive.data.BlockId;
import java.io.Serializable;
import java.util.Comparator;

/**
 * A number that left the range in which a pass can add. It travels in the total instead of being
 * thrown, so that no task is retried and the message is the same on any machine.
 *
 * @param block whose rows gave it
 * @param slot whose gradient or curvature it is; {@link #INTERCEPT} or {@link #LOSS}
 */
public record LogisticFault(BlockId block, int slot, double value) implements Serializable {
  /** Stands for the intercept in place of a slot. */
  public static final int INTERCEPT = -1;

  /** Stands for the loss in place of a slot. */
  public static final int LOSS = -2;

  private static final Comparator<LogisticFault> ORDER =
      Comparator.comparing(LogisticFault::block)
          .thenComparingInt(LogisticFault::slot)
          .thenComparingDouble(LogisticFault::value);

  /** The first of both in a fixed order. */
  static LogisticFault first(LogisticFault a, LogisticFault b) {
    return ORDER.compare(a, b) <= 0 ? a : b;
  }
}
