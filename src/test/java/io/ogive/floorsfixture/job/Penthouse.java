package io.ogive.floorsfixture.job;

import org.apache.spark.SparkConf;

/** Keeps the rules: the top floor may use Spark and what differs between machines. */
public final class Penthouse {
  SparkConf cluster() {
    return new SparkConf();
  }

  double loose() {
    return Math.exp(1);
  }
}
