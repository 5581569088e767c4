package io.ogive.spark;

import io.ogive.model.Model;
import io.ogive.solver.CoefficientRow;
import io.ogive.solver.Fit;
import io.ogive.solver.LogisticPath;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run gives.
 *
 * @param coefficients on the raw scale, for logistic models; else empty
 * @param path all fits, where there were several to choose from; the best is the model
 * @param loss the weighted mean training loss at {@code fit.point()}
 * @param train metrics over the training rows: {@code auc} (binary), {@code accuracy}, {@code
 *     log_loss}, {@code rows}
 * @param test the same over held-out rows; empty if there are none
 * @param fingerprint names the data
 * @param dropped rows left out, by reason
 * @param seconds by phase: ingest, fit, evaluate
 */
public record TrainingResult(
    Model model,
    Fit fit,
    double loss,
    List<CoefficientRow> coefficients,
    Optional<LogisticPath> path,
    Map<String, Double> train,
    Map<String, Double> test,
    long fingerprint,
    Map<String, Long> dropped,
    Map<String, Double> seconds) {}
