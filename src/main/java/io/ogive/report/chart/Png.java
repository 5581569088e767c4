package io.ogive.report.chart;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.Adler32;
import java.util.zip.CRC32;

/**
 * A picture of palette indices as a data URI. It is stored, not deflated: what a compressor makes
 * of the same pixels may differ from one machine to the next, and a few thousand pixels need none.
 */
final class Png {
  private static final byte[] MAGIC = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int MOST_STORED = 65535;

  private Png() {}

  /**
   * A picture.
   *
   * @param pixels rows of indices; one that the ramp does not have is transparent
   */
  static String dataUri(byte[][] pixels, Ramp ramp) {
    int width = pixels[0].length;
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    png.writeBytes(MAGIC);
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    header.writeBytes(int32(width));
    header.writeBytes(int32(pixels.length));
    header.writeBytes(new byte[] {8, 3, 0, 0, 0});
    chunk(png, "IHDR", header.toByteArray());
    ByteArrayOutputStream palette = new ByteArrayOutputStream();
    byte[] opacity = new byte[Ramp.STEPS + 1];
    for (int step = 0; step < Ramp.STEPS; step++) {
      palette.writeBytes(ramp.colour(step));
      opacity[step] = (byte) 255;
    }
    palette.writeBytes(new byte[3]);
    chunk(png, "PLTE", palette.toByteArray());
    chunk(png, "tRNS", opacity);
    ByteArrayOutputStream rows = new ByteArrayOutputStream();
    for (byte[] row : pixels) {
      rows.write(0);
      rows.writeBytes(row);
    }
    chunk(png, "IDAT", stored(rows.toByteArray()));
    chunk(png, "IEND", new byte[0]);
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
  }

  /** A zlib stream of stored blocks. */
  private static byte[] stored(byte[] data) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0x78);
    out.write(0x01);
    for (int at = 0; at < data.length; at += MOST_STORED) {
      int length = Math.min(MOST_STORED, data.length - at);
      out.write(at + length == data.length ? 1 : 0);
      out.write(length);
      out.write(length >> 8);
      out.write(~length);
      out.write(~length >> 8);
      out.write(data, at, length);
    }
    Adler32 check = new Adler32();
    check.update(data);
    out.writeBytes(int32((int) check.getValue()));
    return out.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream png, String type, byte[] data) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    png.writeBytes(int32(data.length));
    png.writeBytes(name);
    png.writeBytes(data);
    CRC32 check = new CRC32();
    check.update(name);
    check.update(data);
    png.writeBytes(int32((int) check.getValue()));
  }

  private static byte[] int32(int value) {
    return new byte[] {
      (byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value
    };
  }
}
