/**
 * Floor 4: the loop.
 *
 * <p>Newton, L-BFGS, OWL-QN and Adam on replicas; rounds, stopping rules that say why, listeners. A
 * solver never learns whether its passes run on one core or on a cluster. Knows floors 0 to 3.
 */
package io.ogive.solver;
