package io.ogive.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.ogive.data.BadValueException;
import io.ogive.math.NotRepresentableException;
import io.ogive.solver.DivergedException;
import io.ogive.spark.BadInputException;
import io.ogive.spark.DataChangedException;
import io.ogive.spark.MissingInputException;
import io.ogive.spark.RecipeException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each kind of error has one exit code, however deep Spark has wrapped it. */
class ExitCodeTest {
  private static final Map<Throwable, Integer> CODES = new LinkedHashMap<>();

  static {
    CODES.put(new SettingsException("x"), 2);
    CODES.put(new RecipeException("x", new IllegalArgumentException("x")), 2);
    CODES.put(new MissingInputException("x", null), 3);
    CODES.put(new OutputExistsException("x"), 4);
    CODES.put(new BadInputException("x"), 65);
    CODES.put(new BadValueException("a", "x", "y"), 65);
    CODES.put(new DataChangedException("x"), 65);
    CODES.put(new DivergedException("x", null), 20);
    CODES.put(new NotRepresentableException(3, Double.NaN), 20);
    CODES.put(new RequirementException("x"), 23);
    CODES.put(new OutputException("x"), 1);
    CODES.put(new IllegalStateException("x"), 1);
    CODES.put(new IllegalArgumentException("a fault of ours"), 1);
  }

  @Test
  void everyErrorHasItsCodeByItselfAndAsACause() {
    CODES.forEach(
        (error, code) -> {
          assertThat(ExitCode.of(error).code()).as("%s", error).isEqualTo(code);
          Throwable wrapped = new RuntimeException("job aborted", new IOException("task", error));
          assertThat(ExitCode.of(wrapped).code()).as("wrapped %s", error).isEqualTo(code);
        });
  }

  @Test
  void theOutermostErrorThatIsKnownDecides() {
    Throwable error = new BadInputException("file:3", new BadValueException("a", "x", "y"));
    assertThat(ExitCode.cause(new RuntimeException(error))).contains(error);
    assertThat(JobCommand.message(new RuntimeException("Job aborted", error))).isEqualTo("file:3");
  }

  @Test
  void aChainThatIsACircleEnds() {
    Exception a = new Exception("a");
    Exception b = new Exception("b", a);
    a.initCause(b);
    assertThat(ExitCode.of(a)).isEqualTo(ExitCode.INTERNAL);
  }

  @Test
  void codesAreThoseOfTheContract() {
    assertThat(java.util.Arrays.stream(ExitCode.values()).map(ExitCode::code))
        .containsExactly(0, 1, 2, 3, 4, 65, 20, 21, 22, 23);
  }
}
