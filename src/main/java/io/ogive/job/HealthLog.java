package io.ogive.job;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ogive.health.LayerStats;
import io.ogive.health.MarginStats;
import io.ogive.health.SourceHealth;
import io.ogive.health.SourceNames;
import io.ogive.solver.Round;
import io.ogive.spark.Cure;
import io.ogive.spark.TaskEnvelope;
import io.ogive.spark.TrainingListener;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/**
 * health.jsonl: for every round one object of the whole ({@code "source": null}), with the round's
 * loss and the tasks that did the pass, then one of each source in order; where several penalties
 * are fitted at once each of them has its {@code penalty}.
 *
 * <p>Names and definitions are those of {@link LayerStats}, {@link MarginStats} and {@link
 * SourceHealth}; histograms have 32 octaves; a figure that is not defined, such as the mean of no
 * rows, is null. A source has its {@code file} where that is known; where rows are counted by a
 * column, sources are its groups, and each has its {@code group}; of more than 1,024 the ordinary
 * ones are one row, {@code "source": -1}, of so many {@code merged}; see {@link LogRows}. What
 * stands there in rounds measured fully alone ({@code "level": "full"}):
 *
 * <pre>
 * hidden[]   units, frozen_units, frozen_share, recentring_gain        LayerStats.units
 * output     margin_bins, 66 counts                                    MarginBins
 *            outputs[]: output, truths, weight_of_truth,
 *            mean_probability, sum_signal                              OutputStats
 * of a source or the whole: gradient_squared_norm                      GradientSketch
 *            steps[]: layer, steps, mean_update, mean_weight,
 *            mean_gradient, update_ratio                               StepStats
 * of a source: stability_index, gradient_cosine                        SourceHealth
 * of the whole: gradient_diversity                                     HealthTotal
 * </pre>
 */
final class HealthLog implements TrainingListener, AutoCloseable {
  private final Supplier<OutputStream> open;
  private OutputStream out;
  private List<TaskEnvelope> tasks = List.of();
  private SourceNames names = SourceNames.NONE;

  /** Writes to {@code out} and closes it in the end. */
  HealthLog(OutputStream out) {
    this(() -> out);
  }

  /** Writes to what is opened, which is opened anew where a training starts again. */
  HealthLog(Supplier<OutputStream> open) {
    this.open = open;
    this.out = open.get();
  }

  @Override
  public void onRestart(Cure cure) {
    close();
    out = open.get();
  }

  @Override
  public void onNames(SourceNames ofSources) {
    names = ofSources;
  }

  @Override
  public void onTasks(List<TaskEnvelope> done) {
    tasks = done;
  }

  @Override
  public void onRound(Round round) {
    ObjectNode whole = Json.object();
    whole.put("round", round.number());
    round.penalty().ifPresent(penalty -> whole.set("penalty", PathFiles.penalty(penalty)));
    whole.putNull("source");
    Json.put(whole, "loss", round.loss());
    Json.put(whole, "objective", round.objective());
    Json.put(whole, "gradient_norm", round.gradientNorm());
    Json.put(whole, "held_out_loss", round.heldOutLoss().orElse(Double.NaN));
    norms(whole.putArray("weight_norms"), round.weights().norms());
    Json.put(whole, "mean_gradient", round.weights().meanGradient());
    StringBuilder lines = new StringBuilder();
    SourceHealth all = round.health().whole();
    if (!round.health().sources().isEmpty()) {
      HealthFigures.figures(whole, all);
      if (all.isFull()) {
        Json.put(whole, "gradient_diversity", round.health().gradientDiversity());
      }
    }
    tasks(whole.putArray("tasks"));
    lines.append(Json.line(whole)).append('\n');
    LogRows rows = LogRows.of(round.health());
    rows.bySource()
        .forEach(
            (source, health) -> {
              ObjectNode node = Json.object();
              node.put("round", round.number());
              round.penalty().ifPresent(one -> node.set("penalty", PathFiles.penalty(one)));
              node.put("source", source);
              names
                  .of(source)
                  .ifPresent(name -> node.put(names.areGroups() ? "group" : "file", name));
              if (source == LogRows.REST) {
                node.put("merged", rows.merged());
              }
              HealthFigures.figures(node, health);
              HealthFigures.apart(node, health, all);
              lines.append(Json.line(node)).append('\n');
            });
    write(lines.toString());
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw new OutputException("cannot write health.jsonl: " + e.getMessage(), e);
    }
  }

  private void write(String lines) {
    try {
      out.write(lines.getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      throw new OutputException("cannot write health.jsonl: " + e.getMessage(), e);
    }
  }

  private static void norms(ArrayNode into, List<Double> norms) {
    norms.forEach(into::add);
  }

  /** Who did what and how long it took: beside the figures, since it is never the same twice. */
  private void tasks(ArrayNode into) {
    for (TaskEnvelope task : tasks) {
      ObjectNode node = into.addObject();
      node.put("task", task.task());
      node.put("host", task.host());
      node.put("milliseconds", task.milliseconds());
      node.put("attempt", task.attempt());
      task.shards().forEach(node.putArray("shards")::add);
    }
  }
}
