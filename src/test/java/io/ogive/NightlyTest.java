package io.ogive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a scheduler may expect of jobs/nightly, with a program of three lines in Ogive's place. */
class NightlyTest {
  private static final Path ROOT = Path.of(System.getProperty("project.basedir", ""));
  private static final String DAY = "2026-01-31";

  @TempDir private Path folder;
  private Path runs;

  @BeforeEach
  void name() {
    runs = folder.resolve("runs");
  }

  /** A finished process. */
  private record Ended(int code, String text) {}

  @Test
  void ofTwoRunsAtATimeOneIsRefused() throws Exception {
    Path started = folder.resolve("started");
    Path end = folder.resolve("end");
    String waits =
        "touch '%s'; while [ ! -e '%s' ]; do sleep 0.05; done; exit 0".formatted(started, end);
    Process first = nightly(program(waits));
    await(started, first);

    Ended second = ended(nightly(program("exit 0")));
    assertThat(second.code()).isEqualTo(75);
    assertThat(second.text()).contains(runs.toString()).contains("held by process " + first.pid());

    Files.createFile(end);
    assertThat(ended(first).code()).isZero();
    // The control: with nobody there the same command runs.
    assertThat(ended(nightly(program("exit 0"))).code()).isZero();
    assertThat(Files.readAllLines(runs.resolve("nightly.log")))
        .satisfiesExactly(
            line -> assertThat(line).contains("exit=75"),
            line -> assertThat(line).contains("exit=0"),
            line -> assertThat(line).contains("exit=0"));
  }

  @Test
  void theExitCodeIsHandedOnAndLatestMovesOnlyAfterASuccess() throws Exception {
    assertThat(ended(nightly(program("exit 20"))).code()).isEqualTo(20);
    assertThat(runs.resolve("latest")).doesNotExist();

    assertThat(ended(nightly(program("mkdir \"$5\""))).code()).isZero();
    assertThat(Files.readSymbolicLink(runs.resolve("latest"))).isEqualTo(Path.of(DAY));
  }

  @Test
  void theProgramGetsTheConfigurationTheDatedOutputAndTheDay() throws Exception {
    Path seen = folder.resolve("seen");
    Process run =
        nightly(program("printf '%%s\\n' \"$DATE\" \"$@\" >'%s'".formatted(seen)), "--overwrite");
    assertThat(ended(run).code()).isZero();
    assertThat(Files.readAllLines(seen))
        .containsExactly(
            DAY, "train", "--config", "a b.conf", "--output", runs + "/" + DAY, "--overwrite");
  }

  private Path program(String body) throws IOException {
    Path file = Files.createTempFile(folder, "program", ".sh");
    Files.writeString(file, "#!/usr/bin/env bash\n" + body + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  private Process nightly(Path program, String... more) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ROOT.resolve("jobs/nightly").toAbsolutePath().toString());
    command.add("a b.conf");
    command.add(runs.toString());
    command.addAll(Arrays.asList(more));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(Map.of("OGIVE_LAUNCHER", program.toString(), "DATE", DAY));
    return builder.start();
  }

  private static Ended ended(Process process) throws Exception {
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).as(text).isTrue();
    return new Ended(process.exitValue(), text);
  }

  private static void await(Path file, Process process) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!Files.exists(file)) {
      assertThat(process.isAlive()).isTrue();
      assertThat(System.nanoTime()).isLessThan(deadline);
      process.waitFor(20, TimeUnit.MILLISECONDS);
    }
  }
}
