/**
 * Part of the command line: the event files that TensorBoard reads.
 *
 * <p>Records with checksums, and in them the few messages of Protocol Buffers that scalars and
 * histograms need. Knows the JDK alone.
 */
package io.ogive.job.events;
