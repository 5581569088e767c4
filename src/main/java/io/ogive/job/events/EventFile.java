package io.ogive.job.events;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A file of TensorBoard's events: figures of one step after the other.
 *
 * <p>The numbers of fields are those of TensorFlow's {@code event.proto} and {@code summary.proto}.
 */
public final class EventFile implements AutoCloseable {
  private static final String VERSION = "brain.Event:2";

  private final OutputStream out;

  /** Begins a file in {@code out}, which it closes in the end. */
  public EventFile(OutputStream out, double seconds) throws IOException {
    this.out = out;
    Records.write(out, new Message().float64(1, seconds).text(3, VERSION).toBytes());
  }

  /** The figures of one step. */
  public static final class Figures {
    private final Message summary = new Message();

    /** Adds a number; what is not finite has no place in a plot and is left out. */
    public Figures scalar(String tag, double value) {
      if (Double.isNaN(value) || Double.isInfinite(value)) {
        return this;
      }
      summary.message(1, new Message().text(1, tag).float32(2, (float) value));
      return this;
    }

    /**
     * Adds a histogram of whole numbers.
     *
     * @param first the number that {@code counts[0]} counts
     */
    public Figures histogram(String tag, int first, long[] counts) {
      double[] limits = new double[counts.length];
      double[] buckets = new double[counts.length];
      double least = Double.NaN;
      double largest = Double.NaN;
      double count = 0;
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < counts.length; i++) {
        double value = (double) first + i;
        limits[i] = value + 0.5;
        buckets[i] = (double) counts[i];
        if (counts[i] > 0) {
          least = Double.isNaN(least) ? value : least;
          largest = value;
          count += buckets[i];
          sum += buckets[i] * value;
          squares += buckets[i] * value * value;
        }
      }
      if (count > 0) {
        Message histogram =
            new Message()
                .float64(1, least)
                .float64(2, largest)
                .float64(3, count)
                .float64(4, sum)
                .float64(5, squares)
                .float64s(6, limits)
                .float64s(7, buckets);
        summary.message(1, new Message().text(1, tag).message(5, histogram));
      }
      return this;
    }
  }

  /**
   * Writes the figures of a step.
   *
   * @param seconds since 1970
   */
  public void write(double seconds, long step, Figures figures) throws IOException {
    Message event = new Message().float64(1, seconds).int64(2, step).message(5, figures.summary);
    Records.write(out, event.toBytes());
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
