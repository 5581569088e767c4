/**
 * Charts as text: SVG and one kind of PNG, drawn by plain Java, and the page they stand on.
 *
 * <p>The same values give the same characters on every machine. Colours are variables of the page's
 * style, so that one drawing serves light, dark and paper. Knows nothing of runs or models.
 */
package io.ogive.report.chart;
