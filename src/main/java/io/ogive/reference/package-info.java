/**
 * Floor 4: the textbook.
 *
 * <p>Plain loops in double precision over plain arrays, written to be read and believed, sharing no
 * kernel, sum or random number with the rest, so that an error there cannot hide here.
 */
package io.ogive.reference;
