package io.ogive.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ogive.report.chart.Markup;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The numbers of a report as JSON, for scripts: six digits of each, octaves in hundredths, null
 * where there is none.
 */
final class Numerals {
  private static final MathContext SIX = new MathContext(6);

  private Numerals() {}

  static void write(Markup page, List<Side> sides) {
    ObjectNode all = Json.object();
    for (Side side : sides) {
      all.set(side.letter().isEmpty() ? "run" : side.letter(), of(side.run()));
    }
    page.json("numbers", all.toString());
  }

  private static ObjectNode of(Run run) {
    ObjectNode node = Json.object();
    node.put("name", run.name());
    List<RoundFigures> rounds = run.health().rounds();
    numbers(node.putArray("round"), rounds, RoundFigures::number);
    numbers(node.putArray("loss"), rounds, RoundFigures::loss);
    numbers(node.putArray("held_out_loss"), rounds, RoundFigures::heldOutLoss);
    numbers(node.putArray("gradient"), rounds, RoundFigures::gradientNorm);
    ArrayNode layers = node.putArray("layers");
    for (int l = 0; l < run.health().hiddenLayers(); l++) {
      int layer = l;
      ObjectNode one = layers.addObject();
      layer(one, rounds, "transmission", layer, LayerFigures::transmission);
      layer(one, rounds, "saturated", layer, LayerFigures::saturated);
      layer(one, rounds, "attenuation", layer, LayerFigures::attenuation);
    }
    PartitionMap map = run.health().map();
    ObjectNode partitions = node.putObject("partitions");
    map.rounds().forEach(partitions.putArray("round")::add);
    map.sources().forEach(partitions.putArray("partition")::add);
    if (map.sources().size() <= 256) {
      hundredths(partitions, "hidden", map.hidden());
      hundredths(partitions, "output", map.output());
    }
    return node;
  }

  private static void layer(
      ObjectNode into,
      List<RoundFigures> rounds,
      String name,
      int l,
      ToDoubleFunction<LayerFigures> figure) {
    numbers(
        into.putArray(name),
        rounds,
        round -> {
          List<LayerFigures> layers = round.figures().layers();
          return l < layers.size() ? figure.applyAsDouble(layers.get(l)) : Double.NaN;
        });
  }

  private static void hundredths(ObjectNode into, String name, double[][] values) {
    if (!PartitionMap.holdsAny(values)) {
      return;
    }
    ArrayNode rows = into.putArray(name);
    for (double[] row : values) {
      ArrayNode cells = rows.addArray();
      for (double value : row) {
        if (Double.isNaN(value)) {
          cells.addNull();
        } else {
          cells.add(Math.round(100 * value));
        }
      }
    }
  }

  private static void numbers(
      ArrayNode into, List<RoundFigures> rounds, ToDoubleFunction<RoundFigures> figure) {
    for (RoundFigures round : rounds) {
      double value = figure.applyAsDouble(round);
      if (Double.isFinite(value)) {
        BigDecimal rounded = new BigDecimal(value).round(SIX).stripTrailingZeros();
        into.add(
            rounded.doubleValue() == Math.rint(rounded.doubleValue())
                    && Math.abs(rounded.doubleValue()) < 1e9
                ? BigDecimal.valueOf((long) rounded.doubleValue())
                : rounded);
      } else {
        into.addNull();
      }
    }
  }
}
