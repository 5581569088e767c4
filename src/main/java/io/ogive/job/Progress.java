package io.ogive.job;

import io.ogive.spark.Diagnosis.Told;
import io.ogive.spark.TrainSpec;
import io.ogive.spark.TrainingListener;
import java.io.PrintStream;

/** Tells people on stderr how a training gets on. */
interface Progress extends TrainingListener {
  /**
   * The columns of the terminal that stderr is, as {@code jobs/ogive} found them; not set where it
   * is none.
   */
  String TERMINAL = "ogive.terminal";

  /** One line in place on a terminal, else a line a round. */
  static Progress of(PrintStream err, TrainSpec spec) {
    Integer columns = Integer.getInteger(TERMINAL);
    return columns == null || columns < 1
        ? new ProgressLines(err)
        : new TerminalProgress(err, columns, RemainingTime.of(spec.model()), System::nanoTime);
  }

  /** How many rounds there were. */
  int rounds();

  /** Tells of an alert, with its cure. */
  void alert(Told told);

  /** Tells that no round follows. */
  default void end() {}
}
