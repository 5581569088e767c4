package io.ogive.spark;

import io.ogive.health.LayerStats;
import io.ogive.health.MarginStats;
import io.ogive.health.SourceHealth;
import io.ogive.solver.Round;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Saturation by round and partition in Spark's own log: logger {@code io.ogive.health}, level INFO,
 * a line a partition, beside whatever else the driver says at the time.
 */
public final class HealthLogger implements TrainingListener {
  /** The logger's name, to switch it on or off in a log4j2 configuration. */
  public static final String NAME = "io.ogive.health";

  private static final Logger LOG = LoggerFactory.getLogger(NAME);

  @Override
  public void onRound(Round round) {
    if (LOG.isInfoEnabled()) {
      round
          .health()
          .sources()
          .forEach((source, health) -> LOG.info("{}", line(round.number(), source, health)));
    }
  }

  /** The line of one partition. */
  static String line(int round, int source, SourceHealth health) {
    StringBuilder line = new StringBuilder();
    line.append(
        String.format(Locale.ROOT, "round %d partition %d rows %d", round, source, health.rows()));
    for (int l = 0; l < health.hidden().size(); l++) {
      LayerStats layer = health.hidden().get(l);
      line.append(
          String.format(
              Locale.ROOT,
              " | layer %d saturated %.2f %% transmission %.3f mean slope %.3f",
              l + 1,
              100 * layer.saturatedShare(),
              layer.transmission(),
              layer.meanG()));
    }
    MarginStats margins = health.margins();
    line.append(
        String.format(
            Locale.ROOT,
            " | output right %.2f %% kappa %.3f confidently wrong %d",
            100 * margins.rightShare(),
            margins.kappa(),
            confidentlyWrong(margins)));
    return line.toString();
  }

  private static long confidentlyWrong(MarginStats margins) {
    long count = 0;
    for (int k = 0; k < margins.classes(); k++) {
      count += margins.label(k).confidentlyWrong();
    }
    return count;
  }
}
