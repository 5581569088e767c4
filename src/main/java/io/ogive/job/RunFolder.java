package io.ogive.job;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A run's output, which appears whole or not at all.
 *
 * <p>Work goes on in {@code <output>.running}. {@link #publish} moves an old run to {@code
 * <output>.replaced}, renames the work to {@code <output>}, writes {@code _SUCCESS} last and then
 * drops the old run; until {@code _SUCCESS} is there the old run is put back, by this run or, if it
 * died, by the next one. {@link #fail} leaves {@code <output>.failed} instead, without a model.
 *
 * <p>One run at a time may write to an output; a second one takes the work over, and the first then
 * cannot publish.
 */
final class RunFolder {
  static final String SUCCESS = "_SUCCESS";
  static final String MODEL = "model/model.ogive";
  static final String PROVENANCE = "model/provenance.json";
  static final String COEFFICIENTS = "coefficients.csv";
  static final String PATH = "path";
  static final String HEALTH = "health.jsonl";
  static final String ALERTS = "alerts.jsonl";
  static final String TENSORBOARD = "tensorboard/events.out.tfevents.ogive";
  static final String SUMMARY = "summary.json";
  static final String REPORT = "report.html";
  static final String CONFIGURATION = "config.resolved.conf";

  private static final String OWNER = "_RUNNING";

  private final Folders folders;
  private final Path output;
  private final Path running;
  private final Path replaced;
  private final Path failed;
  private final byte[] token;

  /** What an output is, so that an overwrite replaces its own kind and nothing else. */
  enum Kind {
    /** A run folder of {@code train}. */
    RUN,
    /** Rows as Spark writes them. */
    ROWS
  }

  private RunFolder(Folders folders, Path output) {
    this.folders = folders;
    this.output = output;
    this.running = output.suffix(".running");
    this.replaced = output.suffix(".replaced");
    this.failed = output.suffix(".failed");
    this.token = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Begins a run.
   *
   * @param overwrite whether a run that is there may be replaced, once this one is complete
   * @throws OutputExistsException if it is there and may not, or is no run
   */
  static RunFolder begin(FileSystem files, Path output, boolean overwrite) {
    return begin(files, output, Kind.RUN, overwrite);
  }

  /** The same for an output of some kind. */
  static RunFolder begin(FileSystem files, Path output, Kind kind, boolean overwrite) {
    RunFolder run = new RunFolder(new Folders(files), output);
    run.recover();
    run.check(kind, overwrite);
    run.folders.delete(run.running);
    run.folders.make(run.running);
    run.write(OWNER, run.token);
    return run;
  }

  /**
   * Says what {@link #begin} would, and touches nothing.
   *
   * @throws OutputExistsException if the output is there and may not be replaced
   */
  static void check(FileSystem files, Path output, boolean overwrite) {
    new RunFolder(new Folders(files), output).check(Kind.RUN, overwrite);
  }

  /** Opens a file of the run, to be closed before the run is published. */
  OutputStream create(String name) {
    return folders.create(new Path(running, name));
  }

  /** The same for a file that may be there, and then begins anew. */
  OutputStream createAnew(String name) {
    folders.delete(new Path(running, name));
    return create(name);
  }

  /** Writes a file of the run. */
  void write(String name, byte[] bytes) {
    folders.write(new Path(running, name), bytes);
  }

  void write(String name, String text) {
    write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  Path output() {
    return output;
  }

  /** What the run has written so far. */
  FolderFiles files() {
    return new FolderFiles(folders.files(), running);
  }

  /** Where the work goes on. */
  Path work() {
    return running;
  }

  Path failed() {
    return failed;
  }

  /**
   * Puts the run in its place.
   *
   * @throws OutputException if that cannot be; an old run then stands as before, and {@link #fail}
   *     may follow
   */
  void publish() {
    if (!Arrays.equals(folders.read(new Path(running, OWNER)), token)) {
      throw new OutputException(
          "another run writes to '%s' now; let one run at a time have an output".formatted(output));
    }
    folders.delete(new Path(running, OWNER));
    boolean replaces = folders.exists(output);
    if (replaces) {
      folders.delete(replaced);
      folders.move(output, replaced);
    }
    if (folders.exists(output)) {
      throw new OutputException(
          "'%s' appeared while this run was at work; let one run at a time have an output"
              .formatted(output));
    }
    try {
      folders.move(running, output);
      folders.write(new Path(output, SUCCESS), new byte[0]);
    } catch (OutputException e) {
      undo(replaces, e);
      throw e;
    }
    tidy(replaced);
    tidy(failed);
  }

  /**
   * Ends a run that failed: no model stays, and the summary says why.
   *
   * @param last what is left to be done in the folder, once the summary is there
   * @throws OutputException if even that cannot be written
   */
  void fail(String summary, Runnable last) {
    for (String name : new String[] {"model", PATH, COEFFICIENTS, OWNER}) {
      folders.delete(new Path(running, name));
    }
    write(SUMMARY, summary);
    last.run();
    folders.delete(failed);
    folders.move(running, failed);
  }

  /** Ends a run that failed and leaves nothing of it. */
  void discard() {
    folders.delete(running);
  }

  /** Ends what a run that died while it was publishing has left. */
  private void recover() {
    if (!folders.exists(replaced)) {
      return;
    }
    if (folders.exists(new Path(output, SUCCESS))) {
      folders.delete(replaced);
      return;
    }
    folders.delete(output);
    folders.move(replaced, output);
  }

  private void check(Kind kind, boolean overwrite) {
    if (!folders.exists(output)) {
      return;
    }
    if (!overwrite) {
      throw new OutputExistsException(
          "output '%s' exists; give another --output, or --overwrite to replace it"
              .formatted(output));
    }
    boolean isRun = folders.exists(new Path(output, SUMMARY));
    boolean isOfKind =
        kind == Kind.RUN ? isRun : !isRun && folders.exists(new Path(output, SUCCESS));
    if (!isOfKind && !folders.isEmpty(output)) {
      throw new OutputExistsException(
          "output '%s' exists and is no %s, so --overwrite does not replace it; give another"
                  .formatted(output, kind == Kind.RUN ? "run folder" : "folder of scored rows")
              + " --output, or remove it yourself");
    }
  }

  private void undo(boolean replaces, OutputException reason) {
    try {
      if (folders.exists(output)) {
        // Parts of a rename that an object store did not finish are of no use to anybody.
        if (folders.exists(running)) {
          folders.delete(output);
        } else {
          folders.move(output, running);
        }
      }
      if (replaces) {
        folders.move(replaced, output);
      }
    } catch (OutputException e) {
      reason.addSuppressed(e);
    }
  }

  /** Once the run is published, what cannot be removed is no failure. */
  private void tidy(Path path) {
    try {
      folders.delete(path);
    } catch (OutputException e) {
      System.getLogger(RunFolder.class.getName())
          .log(System.Logger.Level.WARNING, "the run is complete, but {0}", e.getMessage());
    }
  }
}
