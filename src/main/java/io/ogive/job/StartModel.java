package io.ogive.job;

import io.ogive.model.LogisticModel;
import io.ogive.spark.ModelSpec;
import io.ogive.spark.TrainSpec;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * The model that a run begins at.
 *
 * @param sha256 of its file
 */
record StartModel(LogisticModel model, String sha256) {

  /**
   * Loads the model that {@code model.logistic.start} names, if it does.
   *
   * @throws io.ogive.spark.MissingInputException if there is none
   * @throws io.ogive.spark.BadInputException if it cannot be read
   * @throws SettingsException if it is not a logistic model
   */
  static Optional<StartModel> of(JobSettings settings, Configuration hadoop) {
    return settings.start().map(location -> load(location, hadoop));
  }

  private static StartModel load(String location, Configuration hadoop) {
    TrainedModel trained = TrainedModel.load(location, hadoop);
    if (trained.model() instanceof LogisticModel logistic) {
      return new StartModel(logistic, trained.sha256());
    }
    throw new SettingsException(
        "model.logistic.start: the model at '%s' is a network; a logistic model begins at a logistic one"
            .formatted(location));
  }

  /** The recipe, with a start if there is one. */
  static TrainSpec into(TrainSpec spec, Optional<StartModel> start) {
    if (start.isEmpty() || !(spec.model() instanceof ModelSpec.Logistic logistic)) {
      return spec;
    }
    return new TrainSpec(spec.input(), logistic.startingAt(start.get().model()), spec.health());
  }
}
