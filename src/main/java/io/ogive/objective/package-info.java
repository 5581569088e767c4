/**
 * Floor 3: what a pass over the data computes.
 *
 * <p>Loss, gradient, curvature and health of the logistic model and of networks, as passes and
 * totals of {@code data}. Knows floors 0 to 2.
 */
package io.ogive.objective;
