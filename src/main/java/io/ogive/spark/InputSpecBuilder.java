package io.ogive.spark;

import io.ogive.data.BlockBuilder;
import io.ogive.data.Column;
import io.ogive.data.LabelColumn;
import io.ogive.data.Storage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An {@link InputSpec} in the making, from the defaults on. */
public final class InputSpecBuilder {
  private final Optional<String> format;
  private final Optional<String> path;
  private final Optional<String> table;
  private final Map<String, String> options = new TreeMap<>();
  private final String label;
  private LabelColumn.Kind labelKind = LabelColumn.Kind.CLASS;
  private List<String> moreLabels = List.of();
  private Optional<String> where = Optional.empty();
  private Optional<String> positive = Optional.empty();
  private Optional<String> weight = Optional.empty();
  private List<String> include = List.of();
  private List<String> exclude = List.of();
  private Column.Missing missing = Column.Missing.ERROR;
  private Column.Unseen unseen = Column.Unseen.ERROR;
  private boolean fullLevels;
  private InputSpec.Density dense = InputSpec.Density.AUTO;
  private Storage storage = Storage.FLOAT32;
  private int partitions;
  private int blockRows = BlockBuilder.DEFAULT_ROWS;
  private InputSpec.OnBadRow onBadRow = InputSpec.OnBadRow.FAIL;
  private double badRowCeiling;
  private InputSpec.Split split = new InputSpec.Split.None();
  private int maxLevels = InputSpec.DEFAULT_MAX_LEVELS;

  InputSpecBuilder(
      Optional<String> format, Optional<String> path, Optional<String> table, String label) {
    this.format = format;
    this.path = path;
    this.table = table;
    this.label = label;
  }

  public InputSpecBuilder option(String key, String value) {
    options.put(key, value);
    return this;
  }

  public InputSpecBuilder where(String condition) {
    where = Optional.of(condition);
    return this;
  }

  /** Takes the label as a number. */
  public InputSpecBuilder number() {
    labelKind = LabelColumn.Kind.NUMBER;
    return this;
  }

  /** Takes these columns, and the label's, as flags. */
  public InputSpecBuilder flags(String... more) {
    labelKind = LabelColumn.Kind.FLAGS;
    moreLabels = List.of(more);
    return this;
  }

  public InputSpecBuilder positive(String label) {
    positive = Optional.of(label);
    return this;
  }

  public InputSpecBuilder weight(String column) {
    weight = Optional.of(column);
    return this;
  }

  public InputSpecBuilder include(String... columns) {
    include = List.of(columns);
    return this;
  }

  public InputSpecBuilder exclude(String... columns) {
    exclude = List.of(columns);
    return this;
  }

  public InputSpecBuilder missing(Column.Missing policy) {
    missing = policy;
    return this;
  }

  public InputSpecBuilder unseen(Column.Unseen policy) {
    unseen = policy;
    return this;
  }

  public InputSpecBuilder fullLevels(boolean full) {
    fullLevels = full;
    return this;
  }

  public InputSpecBuilder dense(InputSpec.Density density) {
    dense = density;
    return this;
  }

  public InputSpecBuilder storage(Storage precision) {
    storage = precision;
    return this;
  }

  public InputSpecBuilder partitions(int count) {
    partitions = count;
    return this;
  }

  public InputSpecBuilder blockRows(int rows) {
    blockRows = rows;
    return this;
  }

  /** Drops bad rows, up to this share of all. */
  public InputSpecBuilder dropBadRows(double ceiling) {
    onBadRow = InputSpec.OnBadRow.DROP;
    badRowCeiling = ceiling;
    return this;
  }

  public InputSpecBuilder split(InputSpec.Split how) {
    split = how;
    return this;
  }

  public InputSpecBuilder maxLevels(int most) {
    maxLevels = most;
    return this;
  }

  /** The spec; refuses what cannot be. */
  public InputSpec build() {
    return new InputSpec(
        format,
        path,
        table,
        options,
        where,
        label,
        labelKind,
        moreLabels,
        positive,
        weight,
        include,
        exclude,
        missing,
        unseen,
        fullLevels,
        dense,
        storage,
        partitions,
        blockRows,
        onBadRow,
        badRowCeiling,
        split,
        maxLevels);
  }
}
