package io.ogive.job;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Properties;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/** Finds the file system of a path, before and without a Spark session. */
final class HadoopFiles {
  private static final String SPARK_PREFIX = "spark.hadoop.";

  private HadoopFiles() {}

  /** Hadoop's configuration with what spark-submit was told of it. */
  static Configuration configuration() {
    Configuration configuration = new Configuration();
    Properties system = System.getProperties();
    for (String name : system.stringPropertyNames()) {
      if (name.startsWith(SPARK_PREFIX)) {
        configuration.set(name.substring(SPARK_PREFIX.length()), system.getProperty(name));
      }
    }
    return configuration;
  }

  /** The file system of a path; the local one without the checksum files it would leave beside. */
  static FileSystem of(Path path, Configuration configuration) {
    try {
      FileSystem files = path.getFileSystem(configuration);
      return files instanceof LocalFileSystem local ? local.getRawFileSystem() : files;
    } catch (IOException | RuntimeException e) { // Hadoop wraps a class that is not there
      throw new SettingsException(
          "no file system for '%s': %s; correct the address, or give Spark the jar that knows it"
              .formatted(path, e.getMessage()),
          e);
    }
  }

  /**
   * A file that a user named: one of the working directory where there is one and no scheme is
   * given, otherwise as Hadoop resolves it.
   */
  static Path named(String name) {
    if (name.isEmpty()) {
      throw new SettingsException("a path is empty");
    }
    try {
      if (!name.contains(":") && Files.exists(java.nio.file.Path.of(name))) {
        return new Path(java.nio.file.Path.of(name).toAbsolutePath().toUri());
      }
      return new Path(name);
    } catch (IllegalArgumentException e) {
      throw new SettingsException("'%s' is no path: %s".formatted(name, e.getMessage()), e);
    }
  }

  /** All bytes of a file. */
  static byte[] read(FileSystem files, Path path) throws IOException {
    try (var in = files.open(path)) {
      return in.readAllBytes();
    }
  }
}
