package io.ogive.health.rules;

/**
 * How long a pass over one partition, or over one replica in rounds of local steps, took.
 *
 * @param source the partition, or the replica
 * @param host where
 */
public record TaskTime(int source, String host, double milliseconds) {}
