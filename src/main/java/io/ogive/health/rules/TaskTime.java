package io.ogive.health.rules;

/**
 * How long a pass over one partition took.
 *
 * @param source the partition
 * @param host where
 */
public record TaskTime(int source, String host, double milliseconds) {}
