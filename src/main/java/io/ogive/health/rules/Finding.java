package io.ogive.health.rules;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a rule found in one round.
 *
 * @param effect how far beyond the threshold, to tell the worst of several: larger is worse
 * @param evidence the numbers that the message is made of, by name, in order
 * @param message one sentence with the numbers
 * @param cause why this happens
 * @param cure what to change
 */
public record Finding(
    Severity severity,
    Place place,
    double effect,
    Map<String, Double> evidence,
    String message,
    String cause,
    String cure) {
  public Finding {
    evidence = Collections.unmodifiableMap(new LinkedHashMap<>(evidence));
  }
}
