package io.ogive.spark;

import io.ogive.model.Model;
import io.ogive.solver.CoefficientRow;
import io.ogive.solver.Fit;
import java.util.List;

/** A fitted model of either kind. */
record Fitted(Model model, Fit fit, double loss, List<CoefficientRow> coefficients) {}
