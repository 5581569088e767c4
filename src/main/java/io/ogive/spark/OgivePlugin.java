package io.ogive.spark;

import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;

/**
 * {@code spark.plugins=io.ogive.spark.OgivePlugin}: the {@link RunGauges gauges} of the run, from
 * the start of the application on. Without it a run registers them itself while it goes on.
 */
public final class OgivePlugin implements SparkPlugin {
  @Override
  public DriverPlugin driverPlugin() {
    return new Gauges();
  }

  /** Executors have nothing to show. */
  @Override
  public ExecutorPlugin executorPlugin() {
    return null;
  }

  private static final class Gauges implements DriverPlugin {
    @Override
    public Map<String, String> init(SparkContext spark, PluginContext context) {
      return Map.of();
    }

    @Override
    public void registerMetrics(String application, PluginContext context) {
      RunGauges.register(context.metricRegistry());
    }
  }
}
