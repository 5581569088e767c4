package io.ogive.job;

import io.ogive.data.BadValueException;
import io.ogive.data.LabelColumn;
import io.ogive.model.Logits;
import io.ogive.model.Model;
import io.ogive.model.ModelFile;
import io.ogive.model.Scorer;
import io.ogive.spark.BadInputException;
import io.ogive.spark.RowReader;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.InputFileBlockHolder;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Scores the rows of one partition, one at a time. */
final class RowScoring implements MapPartitionsFunction<Row, Row> {
  private final Broadcast<byte[]> model;
  private final RowReader reader;
  private final int[] kept;

  /**
   * A task.
   *
   * @param model a model file
   * @param kept positions of the columns that are handed on
   */
  RowScoring(Broadcast<byte[]> model, RowReader reader, int[] kept) {
    this.model = model;
    this.reader = reader;
    this.kept = kept.clone();
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    return new Scores(rows);
  }

  private final class Scores implements Iterator<Row> {
    private final Iterator<Row> rows;
    private final Scorer scorer;
    private final LabelColumn label;
    private final double[] probabilities;
    private Row next;
    private long number;

    Scores(Iterator<Row> rows) {
      this.rows = rows;
      Model read = ModelFile.read(model.value());
      this.scorer = new Scorer(read);
      this.label = read.features().label();
      this.probabilities = new double[read.scores()];
    }

    @Override
    public boolean hasNext() {
      while (next == null && rows.hasNext()) {
        Row row = rows.next();
        number++;
        if (score(row)) {
          next = scored(row);
        }
      }
      return next != null;
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Row row = next;
      next = null;
      return row;
    }

    private boolean score(Row row) {
      try {
        return scorer.score(reader.of(row), probabilities);
      } catch (BadValueException | ArithmeticException e) {
        throw new BadInputException("%s: %s".formatted(where(), e.getMessage()), e);
      }
    }

    private String where() {
      String file = InputFileBlockHolder.getInputFilePath().toString();
      return "%srow %d of partition %d"
          .formatted(
              file.isEmpty() ? "" : file.replaceFirst("^file:/+", "/") + ": ",
              number,
              TaskContext.getPartitionId());
    }

    private Row scored(Row row) {
      int shown = label.classes().size();
      Object[] values = new Object[kept.length + shown + 1];
      for (int i = 0; i < kept.length; i++) {
        values[i] = row.get(kept[i]);
      }
      for (int k = 0; k < shown; k++) {
        values[kept.length + k] = probabilities[k];
      }
      values[values.length - 1] = prediction();
      return RowFactory.create(values);
    }

    private Object prediction() {
      return switch (label.kind()) {
        case CLASS -> label.classes().get(Logits.mostProbable(probabilities));
        case FLAGS ->
            IntStream.range(0, probabilities.length)
                .filter(k -> probabilities[k] > 0.5)
                .mapToObj(label.classes()::get)
                .collect(Collectors.joining(","));
        case NUMBER -> probabilities[0];
      };
    }
  }
}
