package io.ogive.model;

import io.ogive.math.Hash64;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The model file, formats 1 and 2: equal models give equal bytes, and a model that format 1 can
 * hold is written in it.
 *
 * <p>Numbers are big-endian; a text is its length in bytes (int) and UTF-8; a list is its length
 * (int) and its elements; a double is its IEEE 754 bits and always finite. Nothing follows the
 * hash.
 *
 * <pre>
 * magic     8 bytes  OGIVEMDL
 * format    int      1
 * kind      byte     1 logistic, 2 network
 * label              in format 2 first a byte: 1 class, 2 flags, 3 number
 *           text     name; list of text: classes
 * columns   list     kind byte, name text, then
 *             1 numeric  missing byte (1 error, 2 drop, 3 mean), fill double
 *             2 levels   list of text, base byte (0, 1), missing byte,
 *                        unseen byte (1 error, 2 other, 3 zero)
 *             3 vector   width int
 * shift     list of double, one a slot
 * storage   byte     1 float32, 2 float64
 * logistic           rows int; rows x slots doubles; rows doubles: intercepts
 * network            slots doubles: centers; slots doubles: scales; layers int;
 *                    a layer: inputs int, outputs int, activation byte (1 sigmoid, 2 identity;
 *                    in format 2 also 3 tanh, 4 relu), inputs x outputs doubles, outputs doubles;
 *                    in format 2 then the output byte (1 softmax, 2 sigmoid, 3 sigmoids, 4 linear),
 *                    which in format 1 is a sigmoid for one output, else a softmax
 * hash      long     {@link Hash64} of all bytes before it
 * </pre>
 */
public final class ModelFile {
  static final byte[] MAGIC = {'O', 'G', 'I', 'V', 'E', 'M', 'D', 'L'};

  /** Classifiers with sigmoids. */
  static final int FIRST = 1;

  /** Other labels, activations and outputs too. */
  static final int SECOND = 2;

  private ModelFile() {}

  /**
   * The bytes of a model.
   *
   * @throws IllegalArgumentException if a parameter is not finite, or a name is not valid text
   */
  public static byte[] write(Model model) {
    return ModelWriter.bytes(model);
  }

  /**
   * The model that these bytes hold.
   *
   * @throws ModelFileException if they are not exactly what {@link #write} gave
   */
  public static Model read(byte[] bytes) {
    return new ModelReader(bytes).read();
  }

  /** The SHA-256 of a model file, in lower-case hexadecimal. */
  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The hash that ends a file of a format whose other bytes are the first {@code length}. */
  static long hash(int format, byte[] bytes, int length) {
    return Hash64.of(format, bytes, length);
  }
}
