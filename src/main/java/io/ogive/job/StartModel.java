package io.ogive.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ogive.data.Features;
import io.ogive.model.LogisticModel;
import io.ogive.model.Model;
import io.ogive.model.NetworkModel;
import io.ogive.solver.SlotMatch;
import io.ogive.spark.ModelSpec;
import io.ogive.spark.TrainSpec;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * The model that a run begins at.
 *
 * @param sha256 of its file
 */
record StartModel(Model model, String sha256) {

  /**
   * Loads the model that {@code model.logistic.start} or {@code model.network.start} names, if it
   * does.
   *
   * @throws io.ogive.spark.MissingInputException if there is none
   * @throws io.ogive.spark.BadInputException if it cannot be read
   * @throws SettingsException if it is of the other kind
   */
  static Optional<StartModel> of(JobSettings settings, Configuration hadoop) {
    boolean wantsNetwork = settings.spec().model() instanceof ModelSpec.Network;
    return settings.start().map(location -> load(location, wantsNetwork, hadoop));
  }

  private static StartModel load(String location, boolean wantsNetwork, Configuration hadoop) {
    TrainedModel trained = TrainedModel.load(location, hadoop);
    boolean isNetwork = trained.model() instanceof NetworkModel;
    if (wantsNetwork && !isNetwork) {
      throw new SettingsException(
          "model.network.start: the model at '%s' is a logistic one; a network begins at a network"
              .formatted(location));
    }
    if (isNetwork && !wantsNetwork) {
      throw new SettingsException(
          "model.logistic.start: the model at '%s' is a network; a logistic model begins at a logistic one"
              .formatted(location));
    }
    return new StartModel(trained.model(), trained.sha256());
  }

  /** The recipe, with a start if there is one. */
  static TrainSpec into(TrainSpec spec, Optional<StartModel> start) {
    return start.map(from -> from.into(spec)).orElse(spec);
  }

  private TrainSpec into(TrainSpec spec) {
    ModelSpec begun =
        spec.model() instanceof ModelSpec.Logistic logistic
            ? logistic.startingAt((LogisticModel) model)
            : ((ModelSpec.Network) spec.model()).startingAt((NetworkModel) model);
    return new TrainSpec(spec.input(), begun, spec.health());
  }

  /** Adds {@code start}: the model, and for a logistic one what it knows of the slots. */
  void tell(ObjectNode line, Features features) {
    ObjectNode node = line.putObject("start").put("model_sha256", sha256);
    if (model instanceof LogisticModel logistic) {
      SlotMatch match = SlotMatch.of(logistic, features);
      node.put("slots_found", match.found()).put("slots", match.slots());
    }
  }
}
