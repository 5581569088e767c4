package io.ogive.health.rules;

/** How bad what a rule found is; in order. */
public enum Severity {
  /** The training gets on, at a price. */
  WARN,
  /** The training, or a part of it, is lost. */
  CRIT
}
