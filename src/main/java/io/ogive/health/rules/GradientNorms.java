package io.ogive.health.rules;

import io.ogive.health.SourceHealth;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The norm of a partition's mean gradient, comparable between partitions of different sizes.
 *
 * <p>Far from the optimum the norm of a sum over n rows grows as n, at the optimum, where it is
 * noise, as sqrt(n). A partition is as far out as the kinder of both says.
 */
final class GradientNorms {
  private static final double FLOOR = 10;

  private GradientNorms() {}

  static OutlierFigure of(Map<Integer, SourceHealth> sources) {
    double byRows = median(sources.values(), 1);
    double byNoise = median(sources.values(), 0.5);
    return new OutlierFigure(
        "gradient_norm",
        "the norm of the mean gradient",
        OptionalInt.empty(),
        health ->
            norm(health, 1) / byRows < norm(health, 0.5) / byNoise
                ? norm(health, 1)
                : norm(health, 0.5) / byNoise * byRows,
        true,
        FLOOR,
        true);
  }

  private static double median(Collection<SourceHealth> sources, double power) {
    return Robust.median(sources.stream().mapToDouble(health -> norm(health, power)).toArray());
  }

  private static double norm(SourceHealth health, double power) {
    return Math.sqrt(health.gradient().squaredNorm()) / Math.pow((double) health.rows(), power);
  }
}
