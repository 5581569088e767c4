package io.ogive.bench;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QuietTest {
  private static final String BUSY_FOR_A_WHILE =
      "i=0; while [ $i -lt 1500000 ]; do i=$((i+1)); done";

  private Process process;

  @AfterEach
  void end() {
    process.destroyForcibly();
  }

  @Test
  void waitsForAProcessThatIsBusy() throws IOException {
    process = new ProcessBuilder("sh", "-c", BUSY_FOR_A_WHILE).start();

    new Quiet(Duration.ofMillis(500), Duration.ofMinutes(1)).await(this::started);

    assertFalse(process.isAlive());
  }

  @Test
  void doesNotWaitForAProcessThatRests() throws IOException {
    process = new ProcessBuilder("sleep", "600").start();

    new Quiet(Duration.ofMillis(100), Duration.ofMinutes(1)).await(this::started);

    assertTrue(process.isAlive());
  }

  @Test
  void givesUpWaitingForAProcessThatIsAlwaysBusy() throws IOException {
    process = new ProcessBuilder("sh", "-c", "while :; do :; done").start();

    new Quiet(Duration.ofMillis(100), Duration.ofMillis(300)).await(this::started);

    assertTrue(process.isAlive());
  }

  private Stream<ProcessHandle> started() {
    return Stream.of(process.toHandle());
  }
}
