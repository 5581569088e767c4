package io.ogive.solver;

import io.ogive.data.ColumnMoments;
import io.ogive.model.LogisticModel;
import java.util.List;

/**
 * A fitted logistic model.
 *
 * @param model what was fitted
 * @param fit where the solver ended, in standardized coordinates
 * @param loss the weighted mean training loss there, without penalty
 * @param solver the algorithm that ran
 * @param moments of the training rows
 * @param coefficients on the raw scale: class by class, the intercept if there is one, then the
 *     slots in order; each row is made when it is asked for
 */
public record LogisticResult(
    LogisticModel model,
    Fit fit,
    double loss,
    LogisticOptions.Solver solver,
    ColumnMoments moments,
    List<CoefficientRow> coefficients) {}
