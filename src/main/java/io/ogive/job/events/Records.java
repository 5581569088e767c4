package io.ogive.job.events;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * TensorFlow's records, all numbers little-endian:
 *
 * <pre>length (8 bytes)  masked CRC32C of the length (4)  data  masked CRC32C of the data (4)</pre>
 *
 * <p>where masked is {@code ((c >>> 15) | (c << 17)) + 0xa282ead8}.
 */
final class Records {
  private static final int MASK = 0xa282ead8;

  private Records() {}

  static void write(OutputStream out, byte[] data) throws IOException {
    byte[] length = new byte[Long.BYTES];
    littleEndian(length).putLong(data.length);
    byte[] record = new byte[length.length + Integer.BYTES + data.length + Integer.BYTES];
    littleEndian(record).put(length).putInt(checksum(length)).put(data).putInt(checksum(data));
    out.write(record);
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int checksum(byte[] data) {
    CRC32C crc = new CRC32C();
    crc.update(data);
    return Integer.rotateRight((int) crc.getValue(), 15) + MASK;
  }
}
