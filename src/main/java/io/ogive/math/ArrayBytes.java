package io.ogive.math;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Arrays of numbers as bytes, length first: copied in pieces of 64 KB, several times as fast as
 * Java's own serialization, which writes number by number.
 */
final class ArrayBytes {
  private static final int PIECE = 1 << 16;

  private ArrayBytes() {}

  static void write(int[] values, DataOutput out) throws IOException {
    out.writeInt(values.length);
    byte[] bytes = new byte[length(values.length, Integer.BYTES)];
    ByteBuffer piece = ByteBuffer.wrap(bytes);
    for (int at = 0; at < values.length; ) {
      int count = Math.min(values.length - at, piece.capacity() / Integer.BYTES);
      piece.asIntBuffer().put(values, at, count);
      out.write(bytes, 0, count * Integer.BYTES);
      at += count;
    }
  }

  static void write(float[] values, DataOutput out) throws IOException {
    out.writeInt(values.length);
    byte[] bytes = new byte[length(values.length, Float.BYTES)];
    ByteBuffer piece = ByteBuffer.wrap(bytes);
    for (int at = 0; at < values.length; ) {
      int count = Math.min(values.length - at, piece.capacity() / Float.BYTES);
      piece.asFloatBuffer().put(values, at, count);
      out.write(bytes, 0, count * Float.BYTES);
      at += count;
    }
  }

  static void write(double[] values, DataOutput out) throws IOException {
    out.writeInt(values.length);
    byte[] bytes = new byte[length(values.length, Double.BYTES)];
    ByteBuffer piece = ByteBuffer.wrap(bytes);
    for (int at = 0; at < values.length; ) {
      int count = Math.min(values.length - at, piece.capacity() / Double.BYTES);
      piece.asDoubleBuffer().put(values, at, count);
      out.write(bytes, 0, count * Double.BYTES);
      at += count;
    }
  }

  static int[] ints(DataInput in) throws IOException {
    int[] values = new int[in.readInt()];
    byte[] bytes = new byte[length(values.length, Integer.BYTES)];
    ByteBuffer piece = ByteBuffer.wrap(bytes);
    for (int at = 0; at < values.length; ) {
      int count = Math.min(values.length - at, piece.capacity() / Integer.BYTES);
      in.readFully(bytes, 0, count * Integer.BYTES);
      piece.asIntBuffer().get(values, at, count);
      at += count;
    }
    return values;
  }

  static float[] floats(DataInput in) throws IOException {
    float[] values = new float[in.readInt()];
    byte[] bytes = new byte[length(values.length, Float.BYTES)];
    ByteBuffer piece = ByteBuffer.wrap(bytes);
    for (int at = 0; at < values.length; ) {
      int count = Math.min(values.length - at, piece.capacity() / Float.BYTES);
      in.readFully(bytes, 0, count * Float.BYTES);
      piece.asFloatBuffer().get(values, at, count);
      at += count;
    }
    return values;
  }

  static double[] doubles(DataInput in) throws IOException {
    double[] values = new double[in.readInt()];
    byte[] bytes = new byte[length(values.length, Double.BYTES)];
    ByteBuffer piece = ByteBuffer.wrap(bytes);
    for (int at = 0; at < values.length; ) {
      int count = Math.min(values.length - at, piece.capacity() / Double.BYTES);
      in.readFully(bytes, 0, count * Double.BYTES);
      piece.asDoubleBuffer().get(values, at, count);
      at += count;
    }
    return values;
  }

  private static int length(int values, int size) {
    return (int) Math.min(PIECE, (long) values * size);
  }
}
