package io.ogive.spark;

import io.ogive.health.HealthLevel;

/**
 * The recipe of a run: with the data it decides the model's bytes.
 *
 * @param input where rows come from and how they become blocks
 * @param model what is trained on them
 * @param health what is measured meanwhile; no part of the recipe
 */
public record TrainSpec(InputSpec input, ModelSpec model, HealthLevel health) {}
