package io.ogive.math;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;

/** {@link Panels} and {@link SparseRows} as Java serializes them: shape, then whole arrays. */
final class MatrixBytes implements Externalizable {
  private Object matrix;

  /** For deserialization. */
  public MatrixBytes() {}

  MatrixBytes(Panels panels) {
    matrix = panels;
  }

  MatrixBytes(SparseRows rows) {
    matrix = rows;
  }

  @Override
  public void writeExternal(ObjectOutput out) throws IOException {
    boolean dense = matrix instanceof Panels;
    out.writeBoolean(dense);
    if (dense) {
      ((Panels) matrix).writeTo(out);
    } else {
      ((SparseRows) matrix).writeTo(out);
    }
  }

  @Override
  public void readExternal(ObjectInput in) throws IOException {
    matrix = in.readBoolean() ? Panels.readFrom(in) : SparseRows.readFrom(in);
  }

  private Object readResolve() {
    return matrix;
  }
}
