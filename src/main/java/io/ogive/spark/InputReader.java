package io.ogive.spark;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Opens an input as a DataFrame: a table, any Spark source, or LibSVM by our own strict reader.
 *
 * <p>For CSV, unless an option says otherwise, types are inferred from all rows and blanks around
 * values do not count; for CSV and JSON a malformed line is an error. An option {@code schema}
 * gives a source its columns as DDL. Malformed lines become rows with a text in column {@link
 * #MALFORMED} where bad rows are dropped, so that they can be counted.
 */
public final class InputReader {
  /** Holds what is wrong with a row that could not be read, and null in all others. */
  static final String MALFORMED = "_ogive_malformed";

  private static final Set<String> FILES =
      Set.of("csv", "json", "parquet", "orc", "text", "avro", "xml", "libsvm");

  private InputReader() {}

  /**
   * The rows of the input, by {@code spec.where()}.
   *
   * @throws MissingInputException if path or table does not exist
   * @throws BadInputException if it has no data or cannot be opened
   */
  public static Dataset<Row> read(SparkSession spark, InputSpec spec) {
    if (spec.table().isEmpty() && spec.format().isEmpty()) {
      throw new RecipeException("input needs a table or a format; set input.format");
    }
    SessionDefaults.apply(spark);
    try {
      Dataset<Row> rows =
          spec.table().isPresent()
              ? spark.table(spec.table().get())
              : source(spark, spec, spec.format().orElseThrow());
      return spec.where().isPresent() ? where(rows, spec.where().get()) : rows;
    } catch (Exception e) { // Scala does not declare what it throws
      throw translated(e, spec);
    }
  }

  /**
   * What went wrong while Spark worked on rows of an input: a {@link BadInputException} if their
   * files or values are to blame, else what was thrown.
   */
  public static RuntimeException failure(Throwable thrown) {
    return SparkErrors.unwrapped(thrown);
  }

  private static Dataset<Row> where(Dataset<Row> rows, String condition) {
    try {
      return rows.where(condition);
    } catch (Exception e) {
      if (SparkErrors.condition(e).isEmpty()) {
        throw e;
      }
      String why = "input.where '%s': %s".formatted(condition, SparkErrors.message(e));
      throw isSyntax(e)
          ? new RecipeException(why + "; give a condition of Spark SQL, such as a > 1", e)
          : new BadInputException(
              why + "; correct it or the source, or, with a trained model, give another --where",
              e);
    }
  }

  private static boolean isSyntax(Exception e) {
    return SparkErrors.condition(e).startsWith("PARSE_");
  }

  private static Dataset<Row> source(SparkSession spark, InputSpec spec, String name) {
    String format = name.toLowerCase(Locale.ROOT);
    if (FILES.contains(format)) {
      InputFiles.check(
          spark,
          spec.path()
              .orElseThrow(
                  () -> new RecipeException("format %s needs input.path".formatted(format))));
    }
    if (format.equals("libsvm")) {
      return LibSvmSource.read(spark, spec);
    }
    boolean drop = spec.onBadRow() == InputSpec.OnBadRow.DROP;
    boolean lines = format.equals("csv") || format.equals("json");
    DataFrameReader reader = spark.read().format(name);
    if (lines) {
      reader.option("mode", drop ? "PERMISSIVE" : "FAILFAST");
      reader.option("columnNameOfCorruptRecord", MALFORMED);
    }
    if (format.equals("csv")) {
      csvDefaults().forEach(reader::option);
    }
    Map<String, String> options = new java.util.TreeMap<>(spec.options());
    Optional<String> schema = Optional.ofNullable(options.remove("schema"));
    reader.options(options);
    schema.ifPresent(reader::schema);
    if (!lines || !drop || options.containsKey("mode")) {
      return load(reader, spec);
    }
    StructType columns =
        schema.map(StructType::fromDDL).orElseGet(() -> load(reader, spec).schema());
    if (List.of(columns.fieldNames()).contains(MALFORMED)) { // as JSON's inference does it
      return load(reader, spec);
    }
    return load(reader.schema(columns.add(MALFORMED, DataTypes.StringType)), spec);
  }

  private static Map<String, String> csvDefaults() {
    return Map.of(
        "inferSchema", "true",
        "ignoreLeadingWhiteSpace", "true",
        "ignoreTrailingWhiteSpace", "true",
        "columnPruning", "false"); // a column that is not used still makes its line malformed
  }

  private static Dataset<Row> load(DataFrameReader reader, InputSpec spec) {
    return spec.path().isPresent() ? reader.load(spec.path().get()) : reader.load();
  }

  private static RuntimeException translated(Exception e, InputSpec spec) {
    String condition = SparkErrors.condition(e);
    String where = spec.path().or(spec::table).orElseGet(() -> spec.format().orElse(""));
    if (condition.startsWith("PATH_NOT_FOUND")) {
      return new MissingInputException("input.path %s does not exist".formatted(where), e);
    }
    if (condition.startsWith("TABLE_OR_VIEW_NOT_FOUND")
        || condition.startsWith("SCHEMA_NOT_FOUND")) {
      return new MissingInputException(
          "input.table %s does not exist; check its name and catalogue".formatted(where), e);
    }
    if (isSyntax(e)) {
      return new RecipeException(
          "input.table '%s' is no name of a table: %s; put odd names between backticks"
              .formatted(where, SparkErrors.message(e)),
          e);
    }
    if (condition.startsWith("UNABLE_TO_INFER_SCHEMA")) {
      return new BadInputException(
          ("input.path %s holds no file to read: only the folder itself and folders such as day=1 "
                  + "are looked into; set input.options.recursiveFileLookup = true for all others")
              .formatted(where),
          e);
    }
    if (condition.startsWith("DATA_SOURCE_NOT_FOUND") || isSourceNotThere(e)) {
      return new RecipeException(
          ("input.format %s is not a source that this Spark knows; add its package or correct the "
                  + "name")
              .formatted(spec.format().orElse("")),
          e);
    }
    if (!condition.isEmpty()
        && e.getClass()
            .getSimpleName()
            .matches("AnalysisException|ParseException|ExtendedAnalysisException")) {
      return new BadInputException(
          "input %s cannot be opened: %s; check input.path, input.options and input.where"
              .formatted(where, SparkErrors.message(e)),
          e);
    }
    if (e instanceof SQLException) {
      return new MissingInputException(
          "input.format %s cannot connect: %s; give Spark the driver with --jars, or correct input.options"
              .formatted(where, SparkErrors.message(e)),
          e);
    }
    if (e instanceof IllegalArgumentException && !SparkErrors.isOwn(e)) {
      return new RecipeException(
          "input %s cannot be opened: %s; correct input.options"
              .formatted(where, SparkErrors.message(e)),
          e);
    }
    return SparkErrors.unwrapped(e);
  }

  /** A source whose package is not there, or that cannot be read as a table. */
  private static boolean isSourceNotThere(Exception e) {
    String message = SparkErrors.message(e);
    return message.startsWith("Failed to find data source")
        || message.endsWith("is not a valid Spark SQL Data Source");
  }
}
