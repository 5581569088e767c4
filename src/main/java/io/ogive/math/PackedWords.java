package io.ogive.math;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * {@link SumWords} as bytes, in frames of an int of length and that many bytes. A sum is a byte of
 * how many zero bytes it ends in (times 16) and how many bytes follow, then these, the least first,
 * without those that only repeat the sign. Where fewer than a quarter of all are not 0, only these
 * are written, each after its distance from the one before: seven bits a byte, the low ones first,
 * the eighth set where more follow.
 */
final class PackedWords {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int FRAME = 1 << 16;

  /** What a sum and its distance may take. */
  private static final int MOST = 22;

  /** The same with what is written and read beyond its end. */
  private static final int ROOM = 32;

  /** Zero bytes and bytes of a sum that has all 16: as two nibbles they do not fit. */
  private static final int WHOLE = 0xff;

  private byte[] frame;
  private int at;

  private PackedWords(int length) {
    frame = new byte[length + ROOM];
  }

  static void write(SumWords words, DataOutput out) throws IOException {
    int[] nonZero = words.nonZero();
    boolean sparse = nonZero.length < words.length() / 4;
    int count = sparse ? nonZero.length : words.length();
    out.writeBoolean(sparse);
    out.writeInt(count);
    PackedWords packed = new PackedWords((int) Math.min(FRAME, (long) MOST * count));
    int before = 0;
    for (int n = 0; n < count; n++) {
      int i = sparse ? nonZero[n] : n;
      if (sparse) {
        packed.putDistance(i - before);
        before = i;
      }
      packed.put(words.high(i), words.low(i));
      if (packed.at >= FRAME - MOST || n == count - 1) {
        out.writeInt(packed.at);
        out.write(packed.frame, 0, packed.at);
        packed.at = 0;
      }
    }
  }

  static SumWords read(int length, DataInput in) throws IOException {
    boolean sparse = in.readBoolean();
    int count = in.readInt();
    SumWords words = sparse ? SumWords.sparse(length) : SumWords.dense(length);
    PackedWords packed = new PackedWords(0);
    int end = 0;
    int i = 0;
    for (int n = 0; n < count; n++) {
      if (packed.at == end) {
        end = in.readInt();
        packed.makeRoom(end);
        in.readFully(packed.frame, 0, end);
        packed.at = 0;
      }
      i = sparse ? i + packed.distance() : n;
      packed.addTo(words, i);
    }
    return words;
  }

  private void makeRoom(int length) {
    if (frame.length < length + ROOM) {
      frame = new byte[length + ROOM];
    }
  }

  private void putDistance(int distance) {
    int left = distance;
    while (left > 0x7f) {
      frame[at++] = (byte) (left | 0x80);
      left >>>= 7;
    }
    frame[at++] = (byte) left;
  }

  private int distance() {
    int distance = 0;
    for (int shift = 0; ; shift += 7) {
      int next = frame[at++];
      distance |= (next & 0x7f) << shift;
      if (next >= 0) {
        return distance;
      }
    }
  }

  private void put(long high, long low) {
    if ((high | low) == 0) {
      frame[at++] = 0;
      return;
    }
    boolean short64 = high == low >> 63;
    int bits =
        short64
            ? 64 - Long.numberOfLeadingZeros(low ^ high)
            : 128 - Long.numberOfLeadingZeros(high ^ high >> 63);
    int zeros =
        (low != 0 ? Long.numberOfTrailingZeros(low) : 64 + Long.numberOfTrailingZeros(high)) / 8;
    int bytes = bits / 8 + 1 - zeros;
    frame[at++] = (byte) (bytes == 16 ? WHOLE : zeros << 4 | bytes);
    LONG.set(frame, at, shiftedRight(high, low, 8 * zeros));
    LONG.set(frame, at + 8, zeros < 8 ? high >> (8 * zeros) : high >> 63);
    at += bytes;
  }

  private static long shiftedRight(long high, long low, int by) {
    if (by == 0) {
      return low;
    }
    return by < 64 ? low >>> by | high << (64 - by) : high >> (by - 64);
  }

  private void addTo(SumWords words, int i) {
    int head = frame[at++] & 0xff;
    int zeros = head == WHOLE ? 0 : head >> 4;
    int bytes = head == WHOLE ? 16 : head & 0xf;
    if (bytes == 0) {
      return;
    }
    long low = (long) LONG.get(frame, at);
    long high = (long) LONG.get(frame, at + 8);
    at += bytes;
    if (bytes <= 8) {
      low = low << (64 - 8 * bytes) >> (64 - 8 * bytes);
      high = low >> 63;
    } else {
      high = high << (128 - 8 * bytes) >> (128 - 8 * bytes);
    }
    int by = 8 * zeros;
    if (by >= 64) {
      words.add(i, low << (by - 64), 0);
    } else if (by > 0) {
      words.add(i, high << by | low >>> (64 - by), low << by);
    } else {
      words.add(i, high, low);
    }
  }
}
