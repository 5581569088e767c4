package io.ogive.spark;

import io.ogive.data.Column;
import io.ogive.data.Features;
import io.ogive.data.RawRow;
import io.ogive.data.SlotSink;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Reads Spark's public rows as raw rows in the order of a model's columns, found by name: for
 * scoring.
 *
 * <p>A reader is for one thread: {@link #of} hands out the same row each time.
 */
public final class RowReader implements RawRow, Serializable {
  private final String[] names;
  private final int[] positions;
  private transient NumberTexts numbers;
  private transient Row row;

  /**
   * A reader of rows of {@code schema}.
   *
   * @throws BadInputException if a column of the model is not there or of another kind
   */
  public RowReader(Features features, StructType schema) {
    List<Column> columns = features.columns();
    names = new String[columns.size()];
    positions = new int[columns.size()];
    for (int c = 0; c < names.length; c++) {
      names[c] = columns.get(c).name();
      positions[c] = Schemas.position(schema, names[c]);
      Schemas.checkFits(schema.fields()[positions[c]], columns.get(c));
    }
  }

  /** Looks at {@code row} from now on. */
  public RawRow of(Row row) {
    this.row = row;
    return this;
  }

  @Override
  public boolean isMissing(int column) {
    return row.isNullAt(positions[column]);
  }

  @Override
  public double number(int column) {
    Object value = row.get(positions[column]);
    if (value instanceof Boolean flag) {
      return flag ? 1 : 0;
    }
    if (value instanceof String text) {
      return NumberText.parse(text.strip())
          .orElseThrow(() -> SparkRow.notANumber(names[column], text));
    }
    return value instanceof BigDecimal decimal
        ? decimal.doubleValue()
        : ((Number) value).doubleValue();
  }

  @Override
  public String text(int column) {
    Object value = row.get(positions[column]);
    if (!(value instanceof Number)) {
      return value.toString();
    }
    if (numbers == null) {
      numbers = new NumberTexts();
    }
    return numbers.of(number(column));
  }

  @Override
  public void vector(int column, int firstSlot, SlotSink sink) {
    Vector vector = row.getAs(positions[column]);
    scala.collection.Iterator<scala.Tuple2<Object, Object>> entries = vector.nonZeroIterator();
    while (entries.hasNext()) {
      scala.Tuple2<Object, Object> entry = entries.next();
      sink.put(firstSlot + (Integer) entry._1(), (Double) entry._2());
    }
  }

  @Override
  public int vectorSize(int column) {
    Vector vector = row.getAs(positions[column]);
    return vector.size();
  }
}
