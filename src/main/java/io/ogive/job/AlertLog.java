package io.ogive.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ogive.health.rules.Finding;
import io.ogive.solver.Round;
import io.ogive.spark.Cure;
import io.ogive.spark.Diagnosis;
import io.ogive.spark.TrainingListener;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * alerts.jsonl: one object an alert, written when a rule first fires at a place, and again if it
 * gets worse; see {@link Finding} for what it holds.
 */
final class AlertLog implements TrainingListener, Consumer<Diagnosis.Told>, AutoCloseable {
  private final Supplier<OutputStream> open;
  private OutputStream out;

  /** Writes to {@code out} and closes it in the end. */
  AlertLog(OutputStream out) {
    this(() -> out);
  }

  /** Writes to what is opened, which is opened anew where a training starts again. */
  AlertLog(Supplier<OutputStream> open) {
    this.open = open;
    this.out = open.get();
  }

  @Override
  public void onRestart(Cure cure) {
    close();
    out = open.get();
  }

  @Override
  public void onRound(Round round) {}

  @Override
  public void accept(Diagnosis.Told told) {
    try {
      out.write((Json.line(line(told)) + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      throw new OutputException("cannot write alerts.jsonl: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw new OutputException("cannot write alerts.jsonl: " + e.getMessage(), e);
    }
  }

  static ObjectNode line(Diagnosis.Told told) {
    Finding finding = told.alert().finding();
    ObjectNode node = Json.object();
    node.put("round", told.alert().round());
    node.put("rule", told.alert().rule());
    node.put("severity", finding.severity().name());
    told.penalty().ifPresent(penalty -> node.set("penalty", PathFiles.penalty(penalty)));
    put(node, "layer", finding.place().layer());
    put(node, "source", finding.place().source());
    told.file().ifPresentOrElse(file -> node.put("file", file), () -> node.putNull("file"));
    told.group().ifPresent(group -> node.put("group", group));
    node.set("evidence", Json.numbers(finding.evidence()));
    node.put("message", finding.message());
    node.put("cause", finding.cause());
    node.put("cure", finding.cure());
    return node;
  }

  private static void put(ObjectNode node, String key, OptionalInt value) {
    if (value.isPresent()) {
      node.put(key, value.getAsInt());
    } else {
      node.putNull(key);
    }
  }
}
