package io.ogive.job;

import io.ogive.data.BadValueException;
import io.ogive.math.NotRepresentableException;
import io.ogive.model.ModelFileException;
import io.ogive.solver.DivergedException;
import io.ogive.spark.BadInputException;
import io.ogive.spark.DataChangedException;
import io.ogive.spark.MissingInputException;
import io.ogive.spark.RecipeException;
import java.util.Optional;
import picocli.CommandLine;

/** What a process says when it ends; schedulers act on it. */
enum ExitCode {
  /** Done. */
  OK(0),
  /** A fault of Ogive or of the machine. */
  INTERNAL(1),
  /** The command line or the configuration. */
  USAGE(2),
  /** The input does not exist. */
  INPUT_MISSING(3),
  /** The output exists. */
  OUTPUT_EXISTS(4),
  /** The data, or a model file, cannot be used. */
  BAD_DATA(65),
  /** Training diverged, or left the range of numbers. */
  DIVERGED(20),
  /** A {@code --fail-on} rule fired. */
  RULE_FIRED(21),
  /** {@code verify} found a difference, or {@code theory} a claim that does not hold. */
  VERIFY_DIFFERS(22),
  /** A {@code --require} is not met. */
  REQUIREMENT_NOT_MET(23);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  /** The code of an error, by itself or by the first of its causes that has one. */
  static ExitCode of(Throwable error) {
    return cause(error).flatMap(ExitCode::known).orElse(INTERNAL);
  }

  /** The error in the chain of causes that has a code: the one whose message tells what to do. */
  static Optional<Throwable> cause(Throwable error) {
    // Chains can be circular; no honest one is this deep.
    Throwable at = error;
    for (int depth = 0; at != null && depth < 100; depth++) {
      if (known(at).isPresent()) {
        return Optional.of(at);
      }
      at = at.getCause();
    }
    return Optional.empty();
  }

  private static Optional<ExitCode> known(Throwable error) {
    if (error instanceof SettingsException
        || error instanceof CommandLine.ParameterException
        || error instanceof RecipeException) {
      return Optional.of(USAGE);
    } else if (error instanceof MissingInputException) {
      return Optional.of(INPUT_MISSING);
    } else if (error instanceof OutputExistsException) {
      return Optional.of(OUTPUT_EXISTS);
    } else if (error instanceof BadInputException
        || error instanceof BadValueException
        || error instanceof DataChangedException
        || error instanceof ModelFileException) {
      return Optional.of(BAD_DATA);
    } else if (error instanceof DivergedException || error instanceof NotRepresentableException) {
      return Optional.of(DIVERGED);
    } else if (error instanceof RuleFiredException) {
      return Optional.of(RULE_FIRED);
    } else if (error instanceof RequirementException) {
      return Optional.of(REQUIREMENT_NOT_MET);
    } else if (error instanceof OutputException) {
      return Optional.of(INTERNAL);
    }
    return Optional.empty();
  }
}
