package io.ogive.health;

/** How much a pass measures; training gives the same bits at every level. */
public enum HealthLevel {
  /** Nothing but loss and gradient. */
  OFF,
  /** Octaves, moments, transmission and margins by label. */
  BASIC,
  /** That, and units, sketches of gradients, outputs, histograms of margins and steps. */
  FULL;

  /** Whether anything is measured. */
  public boolean isOn() {
    return this != OFF;
  }

  public boolean isFull() {
    return this == FULL;
  }
}
