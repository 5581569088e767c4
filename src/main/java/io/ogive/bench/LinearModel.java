package io.ogive.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Coefficients on the raw scale, whoever fitted them.
 *
 * @param weights logits x columns; one logit, for class 1, where there are two classes
 * @param intercepts one a logit
 */
record LinearModel(double[][] weights, double[] intercepts) {
  LinearModel {
    if (weights.length == 0 || weights.length != intercepts.length) {
      throw new IllegalArgumentException(
          "%d rows of coefficients do not fit %d intercepts"
              .formatted(weights.length, intercepts.length));
    }
  }

  /** Writes the shape and then every number, as big-endian bits. */
  void write(Path file) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      out.writeInt(weights.length);
      out.writeInt(weights[0].length);
      for (int k = 0; k < weights.length; k++) {
        for (double weight : weights[k]) {
          out.writeDouble(weight);
        }
        out.writeDouble(intercepts[k]);
      }
    }
  }

  static LinearModel read(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      int logits = in.readInt();
      double[][] weights = new double[logits][in.readInt()];
      double[] intercepts = new double[logits];
      for (int k = 0; k < logits; k++) {
        for (int j = 0; j < weights[k].length; j++) {
          weights[k][j] = in.readDouble();
        }
        intercepts[k] = in.readDouble();
      }
      return new LinearModel(weights, intercepts);
    }
  }
}
