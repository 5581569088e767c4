package io.ogive.health.rules;

/**
 * What {@code explain} prints of a rule, beside its condition.
 *
 * @param what one sentence: what is wrong when it fires
 * @param condition when it fires, the names of thresholds in braces: {@code "share above {share}"}
 * @param why what is measured and why it matters, with the formula
 * @param cause what usually leads to it
 * @param cure what to change, keys of the configuration among it
 * @param example a message as it may look
 */
public record Page(
    String what, String condition, String why, String cause, String cure, String example) {}
