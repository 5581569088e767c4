package io.ogive.spark;

import io.ogive.data.DataSummary;
import io.ogive.health.HealthSchedule;
import io.ogive.health.SourceNames;
import io.ogive.health.rules.PartitionColumns;
import io.ogive.solver.DivergedException;
import io.ogive.solver.Round;
import io.ogive.solver.RoundListener;
import io.ogive.solver.SlotMatch;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Is told of a run on Spark, on the driver, in order; cannot change the training. */
@FunctionalInterface
public interface TrainingListener extends RoundListener {
  /** What the blocks are, before the first round. */
  default void onData(DataSummary data) {}

  /** What passes will measure, before the first round; a listener may ask for more of the next. */
  default void onSchedule(HealthSchedule schedule) {}

  /** What the columns of every partition are, before the first round. */
  default void onColumns(PartitionColumns columns) {}

  /** Which files the sources were read from, before the first round. */
  default void onNames(SourceNames names) {}

  /** How much of the data's slots the model knows that the fit begins at, if it does. */
  default void onStart(SlotMatch match) {}

  /** Who did the pass of the round that comes next, and how long it took. */
  default void onTasks(List<TaskEnvelope> tasks) {}

  /** That the training ends since it left the range of numbers. */
  default void onDiverged(DivergedException e) {}

  /** That the training starts again with another recipe, from the round that the cure says. */
  default void onRestart(Cure cure) {}

  /** Tells several, in order. */
  static TrainingListener of(TrainingListener... listeners) {
    return new TrainingListener() {
      @Override
      public void onData(DataSummary data) {
        each(listener -> listener.onData(data));
      }

      @Override
      public void onSchedule(HealthSchedule schedule) {
        each(listener -> listener.onSchedule(schedule));
      }

      @Override
      public void onColumns(PartitionColumns columns) {
        each(listener -> listener.onColumns(columns));
      }

      @Override
      public void onNames(SourceNames names) {
        each(listener -> listener.onNames(names));
      }

      @Override
      public void onStart(SlotMatch match) {
        each(listener -> listener.onStart(match));
      }

      @Override
      public void onTasks(List<TaskEnvelope> tasks) {
        each(listener -> listener.onTasks(tasks));
      }

      @Override
      public void onRestart(Cure cure) {
        each(listener -> listener.onRestart(cure));
      }

      @Override
      public void onDiverged(DivergedException e) {
        each(listener -> listener.onDiverged(e));
      }

      @Override
      public void onBeginning(Round sample) {
        each(listener -> listener.onBeginning(sample));
      }

      @Override
      public void onRound(Round round) {
        each(listener -> listener.onRound(round));
      }

      @Override
      public boolean looksAtBeginning() {
        return Arrays.stream(listeners).anyMatch(RoundListener::looksAtBeginning);
      }

      private void each(Consumer<TrainingListener> tell) {
        for (TrainingListener listener : listeners) {
          tell.accept(listener);
        }
      }
    };
  }
}
