package io.ogive.spark;

import com.codahale.metrics.MetricRegistry;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.metrics.source.Source;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gauges of a run where {@link OgivePlugin} is not configured.
 *
 * <p>Spark's metrics system is public in bytecode only. Where it is another one, that is said once,
 * and there are no gauges.
 */
final class GaugeSource implements Source {
  static final String NAME = "ogive";

  private static final Logger LOG = LoggerFactory.getLogger(GaugeSource.class);
  private static final AtomicBoolean WARNED = new AtomicBoolean();

  private final MetricRegistry registry = new MetricRegistry();

  private GaugeSource() {
    RunGauges.register(registry);
  }

  /** Registers them, unless the plugin has. */
  static Optional<GaugeSource> register(SparkContext spark) {
    String plugins = spark.conf().get("spark.plugins", "");
    if (Arrays.asList(plugins.split("\\s*,\\s*")).contains(OgivePlugin.class.getName())) {
      return Optional.empty();
    }
    try {
      GaugeSource source = new GaugeSource();
      SparkEnv.get().metricsSystem().registerSource(source);
      return Optional.of(source);
    } catch (LinkageError | RuntimeException e) {
      warn(e);
      return Optional.empty();
    }
  }

  private static void warn(Throwable e) {
    if (WARNED.compareAndSet(false, true)) {
      LOG.warn(
          "no gauges: this Spark's metrics system is another one ({}); set spark.plugins={}",
          e,
          OgivePlugin.class.getName());
    }
  }

  void close() {
    try {
      if (SparkEnv.get() != null) {
        SparkEnv.get().metricsSystem().removeSource(this);
      }
    } catch (LinkageError | RuntimeException e) {
      warn(e);
    }
  }

  @Override
  public String sourceName() {
    return NAME;
  }

  @Override
  public MetricRegistry metricRegistry() {
    return registry;
  }
}
