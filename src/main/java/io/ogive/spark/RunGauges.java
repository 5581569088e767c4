package io.ogive.spark;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The run of this driver as gauges, for whatever sink Spark's metrics are set up with: 11 numbers,
 * NaN where there is none.
 */
final class RunGauges {
  private static final Map<String, ToDoubleFunction<RunStatus>> GAUGES = new LinkedHashMap<>();

  static {
    GAUGES.put("running", status -> status.running() ? 1 : 0);
    GAUGES.put("round", RunStatus::round);
    GAUGES.put("round_seconds", RunStatus::seconds);
    GAUGES.put("loss", RunStatus::loss);
    GAUGES.put("objective", RunStatus::objective);
    GAUGES.put("held_out_loss", RunStatus::heldOutLoss);
    GAUGES.put("gradient_norm", RunStatus::gradientNorm);
    GAUGES.put("transmission", RunStatus::transmission);
    GAUGES.put("saturated_share", RunStatus::saturated);
    GAUGES.put("alerts_warn", RunStatus::warnings);
    GAUGES.put("alerts_crit", RunStatus::critical);
  }

  private RunGauges() {}

  /** Puts them into a registry. */
  static void register(MetricRegistry registry) {
    GAUGES.forEach(
        (name, figure) ->
            registry.register(name, (Gauge<Double>) () -> figure.applyAsDouble(RunWatch.latest())));
  }
}
