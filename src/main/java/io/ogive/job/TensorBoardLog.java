package io.ogive.job;

import io.ogive.health.LayerStats;
import io.ogive.health.Octaves;
import io.ogive.health.SourceHealth;
import io.ogive.job.events.EventFile;
import io.ogive.job.events.EventFile.Figures;
import io.ogive.solver.Round;
import io.ogive.spark.Cure;
import io.ogive.spark.TrainingListener;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The rounds of a run as TensorBoard's events, a step a round, over all partitions: losses, the
 * gradient's norm, and of each hidden layer transmission, saturated share and the root mean square
 * of its signal as scalars, its octaves as a histogram.
 *
 * <p>In the histogram an activation with its slope halved k times stands at k where it is on the
 * high side and at -k on the low one.
 */
final class TensorBoardLog implements TrainingListener, AutoCloseable {
  private final Optional<Supplier<OutputStream>> open;
  private Optional<EventFile> file = Optional.empty();

  private TensorBoardLog(Optional<Supplier<OutputStream>> open) {
    this.open = open;
    begin();
  }

  /** Keeps no log. */
  static TensorBoardLog none() {
    return new TensorBoardLog(Optional.empty());
  }

  /** Writes to what is opened, which is opened anew where a training starts again. */
  static TensorBoardLog to(Supplier<OutputStream> open) {
    return new TensorBoardLog(Optional.of(open));
  }

  private void begin() {
    if (open.isPresent()) {
      try {
        file = Optional.of(new EventFile(open.get().get(), now()));
      } catch (IOException e) {
        throw failed(e);
      }
    }
  }

  @Override
  public void onRestart(Cure cure) {
    close();
    begin();
  }

  private static double now() {
    return System.currentTimeMillis() / 1e3;
  }

  private static OutputException failed(IOException e) {
    return new OutputException("cannot write events for TensorBoard: " + e.getMessage(), e);
  }

  @Override
  public void onRound(Round round) {
    if (file.isPresent()) {
      try {
        file.get().write(now(), round.number(), figures(round));
      } catch (IOException e) {
        throw failed(e);
      }
    }
  }

  private static Figures figures(Round round) {
    String fit = round.penalty().map(penalty -> penalty + "/").orElse("");
    Figures figures =
        new Figures()
            .scalar(fit + "loss", round.loss())
            .scalar(fit + "objective", round.objective())
            .scalar(fit + "held_out_loss", round.heldOutLoss().orElse(Double.NaN))
            .scalar(fit + "gradient_norm", round.gradientNorm());
    if (!round.health().sources().isEmpty()) {
      layers(fit, round.health().whole(), figures);
    }
    return figures;
  }

  private static void layers(String fit, SourceHealth whole, Figures figures) {
    List<LayerStats> hidden = whole.hidden();
    for (int l = 0; l < hidden.size(); l++) {
      LayerStats layer = hidden.get(l);
      String name = "/layer_" + (l + 1);
      figures
          .scalar(fit + "transmission" + name, layer.transmission())
          .scalar(fit + "saturated_share" + name, layer.saturatedShare())
          .scalar(fit + "signal_rms" + name, Math.sqrt(layer.signalOut() / layer.count()))
          .histogram(fit + "octaves" + name, 1 - Octaves.SIZE, counts(layer.octaves()));
    }
  }

  /** From octave -31 to 31; both sides have the one at 0. */
  private static long[] counts(Octaves octaves) {
    int middle = Octaves.SIZE - 1;
    long[] counts = new long[2 * middle + 1];
    for (int k = 0; k <= middle; k++) {
      counts[middle - k] += octaves.low(k);
      counts[middle + k] += octaves.high(k);
    }
    return counts;
  }

  @Override
  public void close() {
    if (file.isPresent()) {
      try {
        file.get().close();
      } catch (IOException e) {
        throw failed(e);
      }
    }
  }
}
