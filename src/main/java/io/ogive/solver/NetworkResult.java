package io.ogive.solver;

import io.ogive.model.NetworkModel;

/**
 * A fitted network.
 *
 * @param fit where the solver ended
 * @param loss the weighted mean training loss there, without penalty
 * @param replicas that took part; 0 for a full-batch solver
 * @param localSteps that each took a round; 0 for a full-batch solver
 */
public record NetworkResult(
    NetworkModel model, Fit fit, double loss, int replicas, int localSteps) {}
