/**
 * The rules of health on real data: silent on healthy trainings, and naming what was planted.
 *
 * <p>Everything is drawn by seeds and trained on a local Spark.
 */
package io.ogive.bench.rules;
