package io.ogive.health;

import java.io.Serializable;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** The statistics of one pass by source; merging adds what is under the same source. */
public final class HealthTotal implements Serializable {
  private final int hiddenLayers;
  private final int classes;
  private final TreeMap<Integer, SourceHealth> sources = new TreeMap<>();

  public HealthTotal(int hiddenLayers, int classes) {
    this.hiddenLayers = hiddenLayers;
    this.classes = classes;
  }

  /** The statistics of a source, empty ones at first. */
  public SourceHealth source(int source) {
    return sources.computeIfAbsent(source, s -> new SourceHealth(hiddenLayers, classes));
  }

  public SortedMap<Integer, SourceHealth> sources() {
    return Collections.unmodifiableSortedMap(sources);
  }

  /**
   * Adds what another pass over other shards found to this.
   *
   * @throws IllegalArgumentException if the other has another number of layers or classes
   */
  public HealthTotal mergeWith(HealthTotal other) {
    if (other.hiddenLayers != hiddenLayers || other.classes != classes) {
      throw new IllegalArgumentException(
          "cannot merge health of %d hidden layers and %d classes with that of %d and %d"
              .formatted(hiddenLayers, classes, other.hiddenLayers, other.classes));
    }
    other.sources.forEach((id, health) -> source(id).mergeWith(health));
    return this;
  }

  /** All sources as one. */
  public SourceHealth whole() {
    SourceHealth all = new SourceHealth(hiddenLayers, classes);
    sources.values().forEach(all::mergeWith);
    return all;
  }
}
