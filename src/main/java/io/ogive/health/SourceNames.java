package io.ogive.health;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which files the sources were read from, as far as that is known: of rows that were dealt anew, or
 * that come from no file, it is not. Where rows are counted by a column, what its groups are
 * called.
 */
public final class SourceNames implements Serializable {
  /** Of no source. */
  public static final SourceNames NONE = new SourceNames(Map.of());

  private final TreeMap<Integer, String> names;
  private final TreeMap<String, Integer> first = new TreeMap<>();
  private final boolean groups;
  private final TreeMap<Integer, Long> rows;

  /** Names by source. */
  public SourceNames(Map<Integer, String> names) {
    this(names, false, Map.of());
  }

  private SourceNames(Map<Integer, String> names, boolean groups, Map<Integer, Long> rows) {
    this.groups = groups;
    this.rows = new TreeMap<>(rows);
    this.names = new TreeMap<>(names);
    this.names.forEach((source, name) -> first.putIfAbsent(name, source));
  }

  /**
   * Names of groups of rows.
   *
   * @param rows the training rows of those that have some
   */
  public static SourceNames ofGroups(Map<Integer, String> names, Map<Integer, Long> rows) {
    return new SourceNames(names, true, rows);
  }

  /** Whether they are of groups of rows, rather than of files. */
  public boolean areGroups() {
    return groups;
  }

  /** The training rows of each group that has some. */
  public SortedMap<Integer, Long> rows() {
    return Collections.unmodifiableSortedMap(rows);
  }

  /** All names. */
  public SortedMap<Integer, String> all() {
    return Collections.unmodifiableSortedMap(names);
  }

  /** What stands for the files of one source: the first, and how many more there are. */
  public static Optional<String> of(List<String> files) {
    if (files.isEmpty()) {
      return Optional.empty();
    }
    String more = files.size() == 1 ? "" : " and %d more".formatted(files.size() - 1);
    return Optional.of(files.get(0) + more);
  }

  /** The file of a source, or the name of a group. */
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
