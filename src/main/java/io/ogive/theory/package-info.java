/**
 * Floor 6, beside {@code bench} and under {@code job}: the sigmoid's theory, each claim with what
 * it predicts and what Ogive's own networks measure.
 *
 * <p>One class a claim; all of them train on bundled data and one core, and give the same figures
 * each time. Knows nothing of Spark; shapes no model but its own.
 */
package io.ogive.theory;
