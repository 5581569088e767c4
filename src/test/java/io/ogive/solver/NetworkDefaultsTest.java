package io.ogive.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ogive.data.Features;
import io.ogive.data.LocalBlockStore;
import io.ogive.data.Storage;
import io.ogive.objective.NetworkInput;
import io.ogive.objective.NetworkRows;
import io.ogive.objective.Schedule;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the number of rows, and the inputs, decide where options leave it to them. */
class NetworkDefaultsTest {
  @ParameterizedTest
  @CsvSource({
    "1, 32, 0.005, 100",
    "1797, 32, 0.005, 100",
    "15000, 64, 0.0071, 100",
    "16384, 128, 0.01, 91",
    "60000, 128, 0.01, 25",
    "1000000000000, 128, 0.01, 20"
  })
  void batchRateAndRoundsAreByRowsAlone(long rows, int batch, double rate, int rounds) {
    NetworkOptions options = NetworkOptions.builder().build();
    assertThat(options.adam().batch(rows)).isEqualTo(batch);
    assertThat(options.adam().rate(rows)).isCloseTo(rate, within(1e-4));
    assertThat(options.rounds(rows)).isEqualTo(rounds);
    assertThat(options.schedule(rows))
        .isEqualTo(new Schedule(Schedule.Kind.COSINE, 0, 30, 0.1, rounds));
    NetworkOptions said =
        options.toBuilder()
            .adam(new NetworkOptions.Adam(0, 7, 0, 0.02, 0.9, 0.999, 1e-8))
            .stopping(StoppingRule.within(70))
            .build();
    assertThat(said.adam().batch(rows)).isEqualTo(7);
    assertThat(said.adam().rate(rows)).isEqualTo(0.02);
    assertThat(said.rounds(rows)).isEqualTo(70);
    assertThat(said.schedule(rows).kind()).isEqualTo(Schedule.Kind.CONSTANT);
    assertThat(said.toBuilder().build()).isEqualTo(said);
    assertThat(options.toBuilder().build()).isEqualTo(options);
  }

  @Test
  void inputsThatAreSmallKeepTheirScaleAndOthersAreStandardized() {
    NetworkRows rows = NetworkRows.draw(1, 60, 3, 2, false);
    for (double[] row : rows.x()) {
      Arrays.setAll(row, j -> Math.tanh(row[j]));
    }
    assertThat(input(rows, 0).scale()).containsOnly(1);
    assertThat(input(rows, 0).center()).containsOnly(0);
    // Stored less a shift, they are brought back to what they were.
    assertThat(input(rows, 0.25).center()).containsOnly(-0.25);
    assertThat(input(rows, 1.5).scale()).doesNotContain(1);
    rows.x()[59][2] = 1.01;
    NetworkInput standard = input(rows, 0);
    assertThat(standard.scale()).doesNotContain(1);
    assertThat(standard.center()).doesNotContain(0);
  }

  private static NetworkInput input(NetworkRows rows, double shift) {
    LocalBlockStore store = rows.store(rows.lay(1, 60, Storage.FLOAT64).blocks());
    Features plain = rows.features(Storage.FLOAT64);
    double[] shifts = new double[3];
    Arrays.fill(shifts, shift);
    Features features = new Features(plain.label(), plain.columns(), shifts, plain.storage());
    return NetworkStart.of(store, features, NetworkOptions.builder().sigmoids(2).build()).input();
  }
}
