package io.ogive.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * Looks at the files of an input before Spark does, whose errors would name neither cause nor cure.
 */
final class InputFiles {
  private InputFiles() {}

  /**
   * Checks that a path, perhaps with globs, leads to data.
   *
   * @throws MissingInputException if nothing is there
   * @throws BadInputException if what is there holds no byte of data
   */
  static void check(SparkSession spark, String path) {
    try {
      Path pattern = new Path(path);
      FileSystem files = pattern.getFileSystem(spark.sparkContext().hadoopConfiguration());
      FileStatus[] found = files.globStatus(pattern);
      if (found == null || found.length == 0) {
        boolean glob = found != null;
        throw new MissingInputException(
            glob
                ? "input.path %s matches no file".formatted(path)
                : "input.path %s does not exist".formatted(path),
            new FileNotFoundException(path));
      }
      for (FileStatus status : found) {
        if (hasData(files, status)) {
          return;
        }
      }
      throw new BadInputException(
          "input.path %s holds no data: %s; check that whatever writes it has finished"
              .formatted(
                  path, found[0].isDirectory() ? "no file in it has a byte" : "the file is empty"));
    } catch (IOException e) {
      throw unreachable(path, e.getMessage(), e);
    } catch (RuntimeException e) { // what Hadoop makes of a class that is not there
      if (e.getCause() instanceof ClassNotFoundException missing) {
        throw unreachable(
            path, missing.getMessage() + "; give Spark its jar with --jars or --packages", e);
      }
      throw e instanceof IllegalArgumentException
          ? new RecipeException(
              "input.path '%s' is no path that Hadoop can take: %s; name the folder without a glob"
                  .formatted(path, e.getMessage()),
              e)
          : e;
    }
  }

  private static MissingInputException unreachable(String path, String why, Exception cause) {
    return new MissingInputException(
        "input.path %s cannot be reached: %s".formatted(path, why), cause);
  }

  private static boolean hasData(FileSystem files, FileStatus status) throws IOException {
    if (!status.isDirectory()) {
      return status.getLen() > 0;
    }
    for (FileStatus child : files.listStatus(status.getPath())) {
      String name = child.getPath().getName();
      boolean hidden = name.startsWith(".") || (name.startsWith("_") && !name.contains("="));
      if (!hidden && hasData(files, child)) {
        return true;
      }
    }
    return false;
  }
}
