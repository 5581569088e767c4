package io.ogive.solver;

/**
 * Where a solver ended.
 *
 * @param point the best point found
 * @param value the objective there, all penalties included
 * @param gradientNorm see {@link Round#gradientNorm()}
 * @param rounds passes over the data
 * @param reason why it stopped
 */
public record Fit(
    double[] point, double value, double gradientNorm, int rounds, StopReason reason) {}
