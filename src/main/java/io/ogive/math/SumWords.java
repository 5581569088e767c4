package io.ogive.math;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Arrays;

/**
 * The 128-bit integers of {@link ExactSums}, each a high and a low word: all of them side by side,
 * or, as long as few are not 0, only those in a hash table.
 *
 * <p>The form has no say in what is added. It is serialized as {@link PackedWords}.
 */
final class SumWords implements Serializable {
  private static final int FIRST_CAPACITY = 1 << 10;
  private static final int GOLDEN = 0x9E3779B9;

  private final int length;
  private transient long[] high;
  private transient long[] low;

  /** The sum at each place of the table, plus 1; 0 where none is. Null where all are there. */
  private transient int[] keys;

  private transient int used;

  private SumWords(int length) {
    this.length = length;
  }

  /** Zeros, each with its place. */
  static SumWords dense(int length) {
    SumWords words = new SumWords(length);
    words.high = new long[length];
    words.low = new long[length];
    return words;
  }

  /** Zeros that take no room before they are added to. */
  static SumWords sparse(int length) {
    SumWords words = new SumWords(length);
    if (2L * FIRST_CAPACITY > length) {
      return dense(length);
    }
    words.allocate(FIRST_CAPACITY);
    return words;
  }

  private void allocate(int capacity) {
    keys = new int[capacity];
    high = new long[capacity];
    low = new long[capacity];
    used = 0;
  }

  int length() {
    return length;
  }

  boolean isSparse() {
    return keys != null;
  }

  long high(int i) {
    int at = keys == null ? i : find(i);
    return at < 0 ? 0 : high[at];
  }

  long low(int i) {
    int at = keys == null ? i : find(i);
    return at < 0 ? 0 : low[at];
  }

  /** Gives every sum its place at once, where so many of them would not fit into a table. */
  void expect(int more) {
    if (keys != null && 8L * (used + more) > length) {
      spread();
    }
  }

  /** {@link Kernels#addNearest}, where every sum has its place. */
  void addNearest(int first, double[] values, int n, int fractionBits) {
    assert keys == null : "sums in a table are not side by side";
    Kernels.best().addNearest(values, n, fractionBits, high, low, first);
  }

  /** Adds to sum i. */
  void add(int i, long top, long bottom) {
    int at = keys == null ? i : findOrPut(i);
    long before = low[at];
    long sum = before + bottom;
    high[at] += top + carry(before, bottom, sum);
    low[at] = sum;
  }

  /** The bit that a sum of low words carries: no branch, which would go either way at random. */
  static long carry(long one, long other, long sum) {
    return ((one & other) | ((one | other) & ~sum)) >>> 63;
  }

  void mergeWith(SumWords other) {
    if (other.keys == null) {
      spread();
      for (int i = 0; i < length; i++) {
        add(i, other.high[i], other.low[i]);
      }
      return;
    }
    for (int at = 0; at < other.keys.length; at++) {
      if (other.keys[at] != 0) {
        add(other.keys[at] - 1, other.high[at], other.low[at]);
      }
    }
  }

  /** The place of a sum in the table, or that where it would be, as -1 - place. */
  private int find(int i) {
    int mask = keys.length - 1;
    int at = (i * GOLDEN) >>> Integer.numberOfLeadingZeros(mask);
    while (keys[at] != 0) {
      if (keys[at] == i + 1) {
        return at;
      }
      at = (at + 1) & mask;
    }
    return -1 - at;
  }

  private int findOrPut(int i) {
    int at = find(i);
    if (at >= 0) {
      return at;
    }
    if (2 * (used + 1) > keys.length) {
      grow();
      if (keys == null) {
        return i;
      }
      at = find(i);
    }
    at = -1 - at;
    keys[at] = i + 1;
    used++;
    return at;
  }

  /** Twice the table, or none where it would take about as much room as all sums do. */
  private void grow() {
    if (4L * keys.length > length) {
      spread();
      return;
    }
    int[] oldKeys = keys;
    long[] oldHigh = high;
    long[] oldLow = low;
    allocate(2 * oldKeys.length);
    for (int from = 0; from < oldKeys.length; from++) {
      if (oldKeys[from] != 0) {
        int at = -1 - find(oldKeys[from] - 1);
        keys[at] = oldKeys[from];
        high[at] = oldHigh[from];
        low[at] = oldLow[from];
        used++;
      }
    }
  }

  /** From now on every sum has its place. */
  void spread() {
    if (keys == null) {
      return;
    }
    long[] allHigh = new long[length];
    long[] allLow = new long[length];
    for (int at = 0; at < keys.length; at++) {
      if (keys[at] != 0) {
        allHigh[keys[at] - 1] = high[at];
        allLow[keys[at] - 1] = low[at];
      }
    }
    keys = null;
    high = allHigh;
    low = allLow;
  }

  /** The sums that are not 0, ascending. */
  int[] nonZero() {
    int[] found = new int[keys == null ? length : used];
    int count = 0;
    for (int at = 0; at < high.length; at++) {
      if ((high[at] | low[at]) != 0) {
        found[count++] = keys == null ? at : keys[at] - 1;
      }
    }
    found = count == found.length ? found : Arrays.copyOf(found, count);
    if (keys != null) {
      Arrays.sort(found);
    }
    return found;
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    out.defaultWriteObject();
    PackedWords.write(this, out);
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    SumWords read = PackedWords.read(length, in);
    keys = read.keys;
    used = read.used;
    high = read.high;
    low = read.low;
  }
}
