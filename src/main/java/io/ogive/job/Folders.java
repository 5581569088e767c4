package io.ogive.job;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The few steps on a file system that publishing needs; each has happened when it returns.
 *
 * <p>What {@code rename} does on trouble differs: it returns false on HDFS and throws on an object
 * store, and onto a folder that exists it moves inside. All of that is an {@link OutputException}.
 */
final class Folders {
  private final FileSystem files;

  Folders(FileSystem files) {
    this.files = files;
  }

  FileSystem files() {
    return files;
  }

  boolean exists(Path path) {
    return attempt("look for", path, () -> files.exists(path));
  }

  boolean isEmpty(Path folder) {
    return attempt(
        "list",
        folder,
        () -> files.getFileStatus(folder).isDirectory() && files.listStatus(folder).length == 0);
  }

  void make(Path folder) {
    if (!attempt("make", folder, () -> files.mkdirs(folder))) {
      throw new OutputException("cannot make '%s'; check its permissions".formatted(folder));
    }
  }

  /** Removes a file or a folder with all that is in it; none is as good. */
  void delete(Path path) {
    attempt("delete", path, () -> files.delete(path, true));
    if (exists(path)) {
      throw new OutputException("cannot delete '%s'; check its permissions".formatted(path));
    }
  }

  void move(Path from, Path to) {
    if (exists(to)) {
      throw new OutputException("cannot rename '%s': '%s' exists".formatted(from, to));
    }
    if (!attempt("rename", from, () -> files.rename(from, to))) {
      throw new OutputException(
          "cannot rename '%s' to '%s': the file system refused".formatted(from, to));
    }
  }

  /** Opens a new file, and the folders above it. */
  OutputStream create(Path file) {
    return attempt("write", file, () -> files.create(file, false));
  }

  void write(Path file, byte[] bytes) {
    attempt(
        "write",
        file,
        () -> {
          try (OutputStream out = files.create(file, true)) {
            out.write(bytes);
          }
          return true;
        });
  }

  /** The bytes of a file; none if it does not exist. */
  byte[] read(Path file) {
    return attempt(
        "read",
        file,
        () -> {
          try {
            return HadoopFiles.read(files, file);
          } catch (FileNotFoundException e) {
            return new byte[0];
          }
        });
  }

  private static <T> T attempt(String what, Path path, Step<T> step) {
    try {
      return step.run();
    } catch (IOException e) {
      throw new OutputException("cannot %s '%s': %s".formatted(what, path, reason(e)), e);
    }
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private interface Step<T> {
    T run() throws IOException;
  }
}
