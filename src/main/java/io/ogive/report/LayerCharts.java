package io.ogive.report;

import io.ogive.health.Octaves;
import io.ogive.model.Activation;
import io.ogive.model.NetworkModel;
import io.ogive.report.chart.Axis;
import io.ogive.report.chart.Histogram;
import io.ogive.report.chart.LineChart;
import io.ogive.report.chart.Numbers;
import io.ogive.report.chart.Series;
import io.ogive.report.chart.Thinned;
import io.ogive.report.chart.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What each hidden layer lets through, and where its activations lie under the bell. */
final class LayerCharts {
  private LayerCharts() {}

  static List<Section.Named> of(Side side) {
    List<Section.Named> charts = new ArrayList<>();
    HealthHistory health = side.run().health();
    if (health.hiddenLayers() == 0) {
      return charts;
    }
    charts.add(new Section.Named(side.id("transmission"), transmission(side, health)));
    charts.add(new Section.Named(side.id("attenuation"), attenuation(side, health)));
    int worst = worstLayer(health.lastFigures());
    double stretch = stretch(side.run(), worst);
    if (stretch > 0) {
      charts.add(
          new Section.Named(
              side.id("octaves-first"), octaves(side, health.firstFigures(), worst, stretch, 0)));
      charts.add(
          new Section.Named(
              side.id("octaves-last"), octaves(side, health.lastFigures(), worst, stretch, 1)));
    }
    return charts;
  }

  private static LineChart transmission(Side side, HealthHistory health) {
    List<RoundFigures> rounds =
        health.rounds().stream().filter(round -> round.figures().rows() > 0).toList();
    List<Integer> all = IntStream.range(0, health.hiddenLayers()).boxed().toList();
    List<Integer> shown = Thinned.of(all, 6);
    List<Series> series = new ArrayList<>();
    for (int i = 0; i < shown.size(); i++) {
      int l = shown.get(i);
      series.add(
          LossCharts.over(
              rounds,
              "layer " + (l + 1),
              Tone.category(i),
              round -> layer(round.figures(), l).transmission()));
    }
    Figures last = health.lastFigures();
    return new LineChart(
        side.title("Transmission by layer"),
        "The share of the back-propagated signal that a layer's units let through; it ends at %s%s."
            .formatted(
                Numbers.of(last.worstTransmission(), 3),
                all.size() == 1 ? "" : " in the worst layer"),
        LossCharts.rounds(),
        Axis.linear("transmission T", "share").from(0).to(1),
        series);
  }

  private static LayerFigures layer(Figures figures, int l) {
    return l < figures.layers().size() ? figures.layers().get(l) : LayerFigures.of(Json.object());
  }

  private static LineChart attenuation(Side side, HealthHistory health) {
    int output = health.hiddenLayers() + 1;
    double[] x = new double[output];
    double[] depth = new double[output];
    for (int l = 1; l <= output; l++) {
      x[l - 1] = l;
      depth[l - 1] = StrictMath.pow(0.25, output - l);
    }
    Figures last = health.lastFigures();
    return new LineChart(
        side.title("Signal by depth"),
        "What of the output's signal arrives: %s at layer 1, where depth alone leaves %s to sigmoids."
            .formatted(Numbers.of(layer(last, 0).attenuation(), 3), Numbers.of(depth[0], 3)),
        Axis.whole("layer, the output last", "number"),
        Axis.log("rms of delta", "share of the output's"),
        List.of(
            Series.line("0.25 a layer", Tone.MUTED, x, depth).withDashes(),
            Series.line("first round", Tone.SECOND, x, arrives(health.firstFigures(), output))
                .withDashes()
                .withDots(),
            Series.line("last round", Tone.FIRST, x, arrives(last, output)).withDots()));
  }

  private static double[] arrives(Figures figures, int output) {
    double[] share = new double[output];
    for (int l = 0; l < output - 1; l++) {
      share[l] = layer(figures, l).attenuation();
    }
    share[output - 1] = 1;
    return share;
  }

  private static int worstLayer(Figures figures) {
    int worst = 0;
    for (int l = 1; l < figures.layers().size(); l++) {
      if (figures.layers().get(l).saturated() > figures.layers().get(worst).saturated()) {
        worst = l;
      }
    }
    return worst;
  }

  /** The bell's stretch by activation; 0 where a layer has no bell. */
  private static double stretch(Run run, int layer) {
    return switch (activation(run, layer)) {
      case SIGMOID -> 1;
      case TANH -> 0.5;
      case RELU, IDENTITY -> 0;
    };
  }

  private static Activation activation(Run run, int layer) {
    if (run.model().isPresent() && run.model().get() instanceof NetworkModel model) {
      return model.network().layers().get(layer).activation();
    }
    String name = run.setting("model.network.activation").toUpperCase(Locale.ROOT);
    for (Activation activation : Activation.values()) {
      if (activation.name().equals(name)) {
        return activation;
      }
    }
    return Activation.SIGMOID;
  }

  private static Histogram octaves(Side side, Figures figures, int l, double stretch, int when) {
    LayerFigures layer = layer(figures, l);
    double all = 0;
    for (int k = 0; k < layer.low().length; k++) {
      all += layer.low()[k] + layer.high()[k];
    }
    Bell bell = new Bell(stretch);
    double[] shares = bell.shares(layer.low(), layer.high(), Math.max(1, all));
    return bell.chart(
        side.title("Octaves of layer %d, %s round".formatted(l + 1, when == 0 ? "first" : "last")),
        "%s of its activations are saturated: their slope is below a sixteenth of the largest."
            .formatted(Numbers.percent(layer.saturated())),
        "z, what enters the activation",
        List.of(
            new Histogram.Part("core", Tone.THIRD, Bell.within(shares, 0, Octaves.SOFT - 1)),
            new Histogram.Part(
                "soft", Tone.FIFTH, Bell.within(shares, Octaves.SOFT, Octaves.SATURATED - 1)),
            new Histogram.Part(
                "saturated", Tone.BAD, Bell.within(shares, Octaves.SATURATED, Octaves.SIZE - 1))));
  }
}
