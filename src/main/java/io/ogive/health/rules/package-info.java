/**
 * The rules of health: what a bad figure means, and what to do about it.
 *
 * <p>Each rule is a small class with an id, thresholds, a page that explains it and a judge that is
 * shown every round of one training. {@link RuleBook} holds the judges and says each thing once.
 * Knows the statistics of {@code health} and nothing else; where rounds come from, and where alerts
 * go, is not its matter.
 */
package io.ogive.health.rules;
