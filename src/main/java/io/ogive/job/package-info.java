/**
 * Floor 6: the command line, configuration, run folder and exit codes.
 *
 * <p>Knows every floor under it.
 */
package io.ogive.job;
