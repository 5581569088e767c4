package io.ogive.floorsfixture.math;

import io.ogive.floorsfixture.job.Penthouse;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.apache.spark.SparkConf;

/** Breaks the rules of its floor, so that FloorsTest can see them fail. */
final class Climber {
  Penthouse upstairs() {
    return new Penthouse();
  }

  SparkConf cluster() {
    return new SparkConf();
  }

  DoubleUnaryOperator loose() {
    return Math::exp;
  }

  double unkeyed() {
    return new Random(1).nextDouble();
  }
}
