package io.ogive.health;

/** How much a pass measures; training gives the same bits at every level. */
public enum HealthLevel {
  /** Nothing but loss and gradient. */
  OFF,
  /** Octaves, moments, transmission and margins by label, every round. */
  BASIC
}
