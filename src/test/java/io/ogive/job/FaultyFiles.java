package io.ogive.job;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * The local disk with the troubles of other file systems, each of which counts how often it struck.
 */
final class FaultyFiles extends FilterFileSystem {
  /** How a rename goes wrong. */
  enum Rename {
    WORKS,
    RETURNS_FALSE,
    THROWS,
    /** Moves half of the files, then throws: an object store that loses its connection. */
    HALF
  }

  Rename rename = Rename.WORKS;

  /** Which rename, from 1, goes wrong; 0 for all. */
  int faultyRename;

  /** How many bytes can be written before the disk is full. */
  long room = Long.MAX_VALUE;

  final List<String> struck = new ArrayList<>();
  private int renames;

  FaultyFiles() throws IOException {
    super(getLocal(new Configuration(false)).getRawFileSystem());
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    renames++;
    if (rename == Rename.WORKS || (faultyRename > 0 && renames != faultyRename)) {
      return super.rename(from, to);
    }
    struck.add("rename " + renames);
    switch (rename) {
      case RETURNS_FALSE -> {
        return false;
      }
      case HALF -> {
        mkdirs(to);
        super.rename(
            listStatus(from)[0].getPath(), new Path(to, listStatus(from)[0].getPath().getName()));
        throw new IOException("connection reset");
      }
      default -> throw new IOException("rename is not supported");
    }
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    OutputStream file =
        super.create(path, permission, overwrite, bufferSize, replication, blockSize, progress);
    return new FSDataOutputStream(new Limited(file), null);
  }

  /** Writes as long as there is room. */
  private final class Limited extends OutputStream {
    private final OutputStream file;

    Limited(OutputStream file) {
      this.file = file;
    }

    @Override
    public void write(int b) throws IOException {
      if (room <= 0) {
        struck.add("write");
        throw new IOException("No space left on device");
      }
      room--;
      file.write(b);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
