package io.ogive.math;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Doubles that stand in bytes as this machine stores them, at any place. */
public final class DoubleBytes {
  private static final VarHandle DOUBLES =
      MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.nativeOrder());

  private DoubleBytes() {}

  /** The double whose first byte is at {@code at}. */
  public static double get(byte[] bytes, int at) {
    return (double) DOUBLES.get(bytes, at);
  }

  /** Doubles, side by side. */
  public static byte[] of(double... values) {
    byte[] bytes = new byte[values.length * Double.BYTES];
    for (int i = 0; i < values.length; i++) {
      DOUBLES.set(bytes, i * Double.BYTES, values[i]);
    }
    return bytes;
  }
}
