package io.ogive.spark;

import io.ogive.health.HealthLevel;

/**
 * The recipe of a run: with the data it decides the model's bytes.
 *
 * @param input where rows come from and how they become blocks
 * @param model what is trained on them
 * @param health what is measured meanwhile; see {@link HealthSpec} for when that is part of the
 *     recipe
 */
public record TrainSpec(InputSpec input, ModelSpec model, HealthSpec health) {
  /** A recipe that is measured at one level, fully every fifth round. */
  public TrainSpec(InputSpec input, ModelSpec model, HealthLevel health) {
    this(input, model, new HealthSpec(health, HealthSpec.EVERY));
  }
}
