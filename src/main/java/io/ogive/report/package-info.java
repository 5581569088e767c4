/**
 * Floor 5: the report of a run, one HTML file.
 *
 * <p>A pure function of the files of a run folder: it knows {@code health} and {@code model}, and
 * nothing of Spark, of file systems or of what is still running.
 */
package io.ogive.report;
