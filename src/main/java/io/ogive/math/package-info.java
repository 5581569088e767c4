/**
 * Floor 0: arithmetic whose bits depend on nothing but its arguments.
 *
 * <p>The sigmoid and its family, kernels over arrays (a scalar and a SIMD twin behind {@link
 * io.ogive.math.Kernels}), the matrix product, Cholesky, keyed random numbers and sums that add
 * exactly. Knows the JDK alone; the only package that may touch {@code jdk.incubator.vector}.
 */
package io.ogive.math;
