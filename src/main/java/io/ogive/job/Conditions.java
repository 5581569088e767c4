package io.ogive.job;

import java.util.List;

/**
 * What a run must meet to leave a model.
 *
 * @param requirements checked at its end
 * @param failOn checked whenever a rule fires
 */
record Conditions(List<Requirement> requirements, FailOn failOn) {}
