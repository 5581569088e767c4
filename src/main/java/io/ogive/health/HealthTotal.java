package io.ogive.health;

import io.ogive.math.NotRepresentableException;
import java.io.Serializable;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

/**
 * The statistics of one pass by source; merging adds what is under the same source.
 *
 * <p>Measuring must not stop a training that could go on: where a figure leaves the range in which
 * it can be added, all are {@link #lose lost}, and there are no sources.
 */
public final class HealthTotal implements Serializable {
  private final int hiddenLayers;
  private final int classes;
  private final TreeMap<Integer, SourceHealth> sources = new TreeMap<>();
  private SourceHealth common;
  private boolean lost;
  // All sources as one, once settled: those who look at a round all ask for it.
  private transient SourceHealth whole;

  public HealthTotal(int hiddenLayers, int classes) {
    this.hiddenLayers = hiddenLayers;
    this.classes = classes;
  }

  /** The statistics of a source, empty ones at first; once all are lost, some that do not count. */
  public SourceHealth source(int source) {
    whole = null;
    if (lost) {
      return new SourceHealth(hiddenLayers, classes);
    }
    return sources.computeIfAbsent(source, s -> new SourceHealth(hiddenLayers, classes));
  }

  /**
   * What is known of all rows together and of no source alone, such as a gradient of rows that are
   * of several; a part of the {@link #whole}.
   */
  public SourceHealth common() {
    whole = null;
    if (lost) {
      return new SourceHealth(hiddenLayers, classes);
    }
    if (common == null) {
      common = new SourceHealth(hiddenLayers, classes);
    }
    return common;
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
    if (other.lost) {
      lose();
    }
    try {
      other.sources.forEach((id, health) -> source(id).mergeWith(health));
      if (other.common != null) {
        common().mergeWith(other.common);
      }
    } catch (NotRepresentableException e) {
      lose();
    }
    return this;
  }

  /** The same with sources added up under other numbers; what was lost stays so. */
  public HealthTotal groupedBy(IntUnaryOperator group) {
    HealthTotal grouped = new HealthTotal(hiddenLayers, classes);
    if (lost) {
      grouped.lose();
    }
    try {
      sources.forEach((id, health) -> grouped.source(group.applyAsInt(id)).mergeWith(health));
      if (common != null) {
        grouped.common().mergeWith(common);
      }
    } catch (NotRepresentableException e) {
      grouped.lose();
    }
    return grouped;
  }

  /** Gives up all statistics, those still to be merged too. */
  public void lose() {
    lost = true;
    whole = null;
    common = null;
    sources.clear();
  }

  /** This, to be read: all is lost if the sources together leave the range of a sum. */
  public HealthTotal settled() {
    try {
      whole = whole();
    } catch (NotRepresentableException e) {
      lose();
    }
    return this;
  }

  /**
   * Gradient diversity (Yin and others 2018): the sum of the squared norms of the sources'
   * gradients over the squared norm of their sum. 1 / sources where all are the same, 1 where they
   * are orthogonal; NaN below level FULL, and where sources have no gradients of their own.
   */
  public double gradientDiversity() {
    double sum = common == null ? 0 : Double.NaN;
    for (SourceHealth source : sources.values()) {
      sum += source.gradient().squaredNorm();
    }
    return sum / whole().gradient().squaredNorm();
  }

  /**
   * All sources as one.
   *
   * @throws NotRepresentableException if that leaves the range of a sum; never once {@link
   *     #settled}
   */
  public SourceHealth whole() {
    if (whole != null) {
      return whole;
    }
    SourceHealth all = new SourceHealth(hiddenLayers, classes);
    sources.values().forEach(all::mergeWith);
    if (common != null) {
      all.mergeWith(common);
    }
    return all;
  }
}
