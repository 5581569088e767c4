/**
 * Floor 6, beside {@code ml} and under {@code job}: Ogive and its peers measured in the same run.
 *
 * <p>Each JVM peer is a child process of the same kind that fits when asked over a line protocol,
 * so that fits alternate; what each reached is evaluated here, by one formula. Shapes no model.
 */
package io.ogive.bench;
