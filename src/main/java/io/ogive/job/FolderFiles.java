package io.ogive.job;

import io.ogive.report.RunFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The files of a run folder on any file system. */
record FolderFiles(FileSystem files, Path folder) implements RunFiles {
  @Override
  public Optional<InputStream> open(String name) throws IOException {
    try {
      return Optional.of(files.open(new Path(folder, name)));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }
}
