package io.ogive.spark;

import io.ogive.data.DataSummary;
import io.ogive.health.HealthSchedule;
import io.ogive.health.SourceNames;
import io.ogive.health.rules.PartitionColumns;
import io.ogive.solver.DivergedException;
import io.ogive.solver.Round;
import io.ogive.solver.RoundListener;
import io.ogive.solver.SlotMatch;
import java.util.List;

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
        for (TrainingListener listener : listeners) {
          listener.onData(data);
        }
      }

      @Override
      public void onSchedule(HealthSchedule schedule) {
        for (TrainingListener listener : listeners) {
          listener.onSchedule(schedule);
        }
      }

      @Override
      public void onColumns(PartitionColumns columns) {
        for (TrainingListener listener : listeners) {
          listener.onColumns(columns);
        }
      }

      @Override
      public void onNames(SourceNames names) {
        for (TrainingListener listener : listeners) {
          listener.onNames(names);
        }
      }

      @Override
      public void onStart(SlotMatch match) {
        for (TrainingListener listener : listeners) {
          listener.onStart(match);
        }
      }

      @Override
      public void onTasks(List<TaskEnvelope> tasks) {
        for (TrainingListener listener : listeners) {
          listener.onTasks(tasks);
        }
      }

      @Override
      public void onRestart(Cure cure) {
        for (TrainingListener listener : listeners) {
          listener.onRestart(cure);
        }
      }

      @Override
      public void onDiverged(DivergedException e) {
        for (TrainingListener listener : listeners) {
          listener.onDiverged(e);
        }
      }

      @Override
      public boolean looksAtBeginning() {
        for (TrainingListener listener : listeners) {
          if (listener.looksAtBeginning()) {
            return true;
          }
        }
        return false;
      }

      @Override
      public void onBeginning(Round sample) {
        for (TrainingListener listener : listeners) {
          listener.onBeginning(sample);
        }
      }

      @Override
      public void onRound(Round round) {
        for (TrainingListener listener : listeners) {
          listener.onRound(round);
        }
      }
    };
  }
}
