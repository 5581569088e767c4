/**
 * Floor 5: Spark.
 *
 * <p>Reading sources, fitting {@link io.ogive.data.Features}, ingest into blocks, the distributed
 * {@link io.ogive.data.BlockSet}, and the trainer that puts a run together. Knows floors 0 to 4.
 */
package io.ogive.spark;
