/**
 * Floor 2: what is trained, and scoring without Spark.
 *
 * <p>The logistic model, the network with its layers and activations, and the model file. Knows
 * {@code math} and {@code data}.
 */
package io.ogive.model;
