package io.ogive.spark;

import io.ogive.data.RawRow;
import io.ogive.data.Role;
import io.ogive.math.Hash64;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;

/**
 * Decides which rows are held out.
 *
 * <p>By hash, a row's role is a function of the seed and of what stands in its label, weight and
 * feature columns: numbers by their double bits, text by its UTF-8 bytes, vectors by their non-zero
 * elements. So it depends on neither file format, place nor partition, and rows that are equal fall
 * on the same side.
 */
final class RowSplit implements Serializable {
  private static final long MISSING = 0x6d697373696e67L;

  private final Layout layout;
  private final InputSpec.Split split;

  RowSplit(Layout layout, InputSpec.Split split) {
    this.layout = layout;
    this.split = split;
  }

  Role role(RawRow row) {
    boolean test = false;
    if (split instanceof InputSpec.Split.ByHash by) {
      test = (hash(by.seed(), row) >>> 11) * 0x1p-53 < by.testShare();
    } else if (split instanceof InputSpec.Split.ByColumn by) {
      int column = layout.split().orElseThrow();
      test = !row.isMissing(column) && row.text(column).equals(by.testValue());
    }
    return test ? Role.TEST : Role.TRAIN;
  }

  private long hash(long seed, RawRow row) {
    long hash = Hash64.mix(0, seed);
    for (int c = 0; c < layout.features(); c++) {
      hash = add(hash, row, c);
    }
    for (int c = layout.label(); c < layout.label() + layout.labels(); c++) {
      hash = text(hash, row.text(c));
    }
    return layout.weight().isPresent() ? add(hash, row, layout.weight().getAsInt()) : hash;
  }

  private long add(long hash, RawRow row, int column) {
    if (row.isMissing(column)) {
      return Hash64.mix(hash, MISSING);
    }
    return switch (layout.kind(column)) {
      case NUMBER, FLAG -> Hash64.mix(hash, bits(row.number(column)));
      case TEXT -> text(hash, row.text(column));
      case VECTOR -> {
        long[] of = {Hash64.mix(hash, row.vectorSize(column))};
        row.vector(
            column, 0, (slot, value) -> of[0] = Hash64.mix(Hash64.mix(of[0], slot), bits(value)));
        yield of[0];
      }
    };
  }

  private static long bits(double value) {
    return Double.doubleToLongBits(value + 0.0); // -0 as 0
  }

  private static long text(long hash, String text) {
    return Hash64.of(hash, text.getBytes(StandardCharsets.UTF_8));
  }
}
