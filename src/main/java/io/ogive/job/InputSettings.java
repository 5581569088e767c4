package io.ogive.job;

import io.ogive.data.Column;
import io.ogive.data.Column.Missing;
import io.ogive.data.LabelColumn.Kind;
import io.ogive.data.Storage;
import io.ogive.spark.InputSpec;
import io.ogive.spark.InputSpec.Density;
import io.ogive.spark.InputSpec.OnBadRow;
import io.ogive.spark.InputSpec.Split;
import java.util.List;
import java.util.Optional;

/** The sections {@code input}, {@code features} and {@code data}. */
final class InputSettings {
  /** What a recipe may ask for; a fitted column may come to more. */
  private static final List<Missing> MISSING = List.of(Missing.values());

  private enum SplitBy {
    NONE,
    HASH,
    COLUMN
  }

  private InputSettings() {}

  static InputSpec read(Settings settings) {
    Optional<String> format = settings.optionalText("input.format");
    Optional<String> path = settings.optionalText("input.path");
    Optional<String> table = settings.optionalText("input.table");
    if (table.isPresent() && (format.isPresent() || path.isPresent())) {
      settings.refuse("input.table", "a table, or input.format and input.path, not both");
      table = Optional.empty();
    }
    if (table.isEmpty() && format.isEmpty()) {
      settings.refuse(
          "input.format", "a source such as csv, parquet or libsvm, unless there is input.table");
      format = Optional.of(Settings.STAND_IN);
    }
    List<String> flags = settings.texts("input.labels");
    settings.choice("input.label-kind", List.of(Kind.CLASS, Kind.NUMBER));
    return new InputSpec(
        format,
        path,
        table,
        settings.textMap("input.options"),
        settings.optionalText("input.where"),
        label(settings, flags),
        flags.isEmpty()
            ? settings.choice("input.label-kind", List.of(Kind.CLASS, Kind.NUMBER))
            : Kind.FLAGS,
        flags.isEmpty() ? List.of() : flags.subList(1, flags.size()),
        settings.optionalText("input.positive"),
        settings.optionalText("input.weight"),
        settings.texts("features.columns"),
        settings.texts("features.exclude"),
        settings.choice("features.missing", MISSING),
        settings.choice("features.unseen", Column.Unseen.class),
        settings.flag("features.full-levels"),
        settings.choice("features.density", Density.class),
        settings.choice("data.storage", Storage.class),
        settings.whole("data.partitions", 0, 100_000),
        settings.whole("data.block-rows", 1, 1024),
        settings.choice("input.on-bad-row", OnBadRow.class),
        settings.number("input.bad-row-ceiling", Interval.SHARE),
        split(settings),
        settings.whole("features.max-levels", 1, 10_000_000));
  }

  private static String label(Settings settings, List<String> flags) {
    if (flags.isEmpty()) {
      return settings.requiredText("input.label");
    }
    if (settings.optionalText("input.label").isPresent()) {
      settings.refuse("input.label", "one of input.label and input.labels");
    }
    if (flags.size() == 1) {
      settings.refuse("input.labels", "two columns or more; one is input.label");
    }
    return flags.get(0);
  }

  private static Split split(Settings settings) {
    double share = settings.number("data.split.test-share", Interval.INNER_SHARE);
    long seed = settings.anyWhole("data.split.seed");
    String column = settings.text("data.split.column");
    String testValue = settings.text("data.split.test-value");
    return switch (settings.choice("data.split.by", SplitBy.class)) {
      case NONE -> new Split.None();
      case HASH -> new Split.ByHash(share, seed);
      case COLUMN -> {
        if (column.isEmpty()) {
          settings.refuse("data.split.by", "none, hash; or column, if data.split.column is set");
          yield new Split.None();
        }
        yield new Split.ByColumn(column, testValue);
      }
    };
  }
}
