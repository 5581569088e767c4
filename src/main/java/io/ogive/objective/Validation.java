package io.ogive.objective;

import io.ogive.data.BlockId;
import io.ogive.math.KeyedRandom;
import java.io.Serializable;
import java.util.Arrays;

/**
 * Which of the training rows are kept back to tell when to stop: each with a probability, drawn by
 * (seed, block, row) alone.
 *
 * @param share the probability, in [0, 1); 0 for none
 */
public record Validation(long seed, double share) implements Serializable {
  /** All rows train. */
  public static final Validation NONE = new Validation(0, 0);

  private static final long KEY = 5;

  public Validation {
    if (!(share >= 0 && share < 1)) {
      throw new IllegalArgumentException("a held-out share must be in [0, 1), was " + share);
    }
  }

  /** Whether any row may be kept back. */
  public boolean isOn() {
    return share > 0;
  }

  /** The rows of a block of so many that train, ascending. */
  public int[] training(BlockId block, int rows) {
    return rows(block, rows, false);
  }

  /** The rows of a block of so many that are kept back, ascending. */
  public int[] held(BlockId block, int rows) {
    return rows(block, rows, true);
  }

  private int[] rows(BlockId block, int rows, boolean held) {
    int[] found = new int[rows];
    int count = 0;
    KeyedRandom random = KeyedRandom.of(seed, KEY, block.key());
    for (int i = 0; i < rows; i++) {
      boolean isHeld = isOn() && random.nextDouble() < share;
      if (isHeld == held) {
        found[count++] = i;
      }
    }
    return Arrays.copyOf(found, count);
  }
}
