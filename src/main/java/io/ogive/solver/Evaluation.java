package io.ogive.solver;

import io.ogive.health.HealthTotal;
import io.ogive.math.SymmetricMatrix;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What one pass found at one point.
 *
 * @param point where
 * @param loss the weighted mean loss over the training rows, without penalty
 * @param value the smooth objective: loss plus L2 penalty
 * @param gradient of {@code value}
 * @param curvature the Hessian of {@code value}, where asked for
 * @param heldOutLoss the weighted mean loss over the held-out rows, if there are any
 * @param health the statistics of the pass
 */
public record Evaluation(
    double[] point,
    double loss,
    double value,
    double[] gradient,
    Optional<SymmetricMatrix> curvature,
    OptionalDouble heldOutLoss,
    HealthTotal health) {}
