/**
 * Floor 1: how much of the gradient survives the sigmoid.
 *
 * <p>Mergeable statistics of a pass by layer and source: octaves of the slope, moments,
 * transmission, margins by label. Knows {@code math}; knows nothing of blocks, models or Spark.
 */
package io.ogive.health;
