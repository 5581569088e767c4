/**
 * Floor 1: rows in blocks, and the one seam through which everything distributed goes.
 *
 * <p>{@link io.ogive.data.BlockSet#aggregate} runs a {@link io.ogive.data.Pass} over every {@link
 * io.ogive.data.Shard} and adds the {@link io.ogive.data.Total}s. {@link io.ogive.data.Features}
 * says how a raw row becomes the slots of a block. Knows {@code math}; knows nothing of Spark, of
 * models or of health.
 */
package io.ogive.data;
