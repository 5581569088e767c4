package io.ogive.health;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which files the sources were read from, as far as that is known: of rows that were dealt anew, or
 * that come from no file, it is not.
 */
public final class SourceNames implements Serializable {
  /** Of no source. */
  public static final SourceNames NONE = new SourceNames(Map.of());

  private final TreeMap<Integer, String> names;
  private final TreeMap<String, Integer> first = new TreeMap<>();

  /** Names by source. */
  public SourceNames(Map<Integer, String> names) {
    this.names = new TreeMap<>(names);
    this.names.forEach((source, name) -> first.putIfAbsent(name, source));
  }

  /** What stands for the files of one source: the first, and how many more there are. */
  public static Optional<String> of(List<String> files) {
    if (files.isEmpty()) {
      return Optional.empty();
    }
    String more = files.size() == 1 ? "" : " and %d more".formatted(files.size() - 1);
    return Optional.of(files.get(0) + more);
  }

  /** The file of a source. */
  public Optional<String> of(int source) {
    return Optional.ofNullable(names.get(source));
  }

  /**
   * The source under whose number all sources of the same files are counted, the first of them; a
   * source without a name stands alone.
   */
  public int group(int source) {
    String name = names.get(source);
    return name == null ? source : first.get(name);
  }
}
