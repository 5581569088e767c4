package io.ogive.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run appears whole or not at all, whatever the file system does. */
class RunFolderTest {
  private static final Map<String, String> OLD =
      Map.of("model/model.ogive", "old model", "summary.json", "{old}", "_SUCCESS", "");
  private static final Map<String, String> NEW =
      Map.of(
          "model/model.ogive",
          "new model",
          "health.jsonl",
          "{}\n{}\n",
          "summary.json",
          "{new}",
          "_SUCCESS",
          "");

  @TempDir Path folder;
  private FaultyFiles files;
  private org.apache.hadoop.fs.Path output;

  @BeforeEach
  void anOutput() throws IOException {
    files = new FaultyFiles();
    output = new org.apache.hadoop.fs.Path(folder.resolve("out").toUri());
  }

  @Test
  void nothingIsThereUntilTheRunIsPublished() throws IOException {
    RunFolder run = RunFolder.begin(files, output, false);
    fill(run);
    assertThat(folder.resolve("out")).doesNotExist();
    assertThat(folder.resolve("out.running")).exists();

    run.publish();

    assertThat(content("out")).isEqualTo(NEW);
    assertOnly("out");
  }

  @Test
  void theLocalDiskIsLeftWithoutChecksumFiles() throws IOException {
    RunFolder run =
        RunFolder.begin(HadoopFiles.of(output, new Configuration(false)), output, false);
    fill(run);
    run.publish();
    assertThat(content("out")).isEqualTo(NEW);
    assertOnly("out");
  }

  @Test
  void anExistingRunIsRefusedBeforeAnyWork() throws IOException {
    anOldRun();
    assertThatThrownBy(() -> RunFolder.begin(files, output, false))
        .isInstanceOf(OutputExistsException.class)
        .hasMessageContaining("out' exists; give another --output, or --overwrite");
    assertThat(content("out")).isEqualTo(OLD);
    assertOnly("out");
  }

  @Test
  void aFolderThatIsNoRunIsNeverReplaced() throws IOException {
    Files.createDirectories(folder.resolve("out"));
    Files.writeString(folder.resolve("out/thesis.txt"), "years of work");
    assertThatThrownBy(() -> RunFolder.begin(files, output, true))
        .isInstanceOf(OutputExistsException.class)
        .hasMessageContaining("is no run folder");
    assertThat(content("out")).isEqualTo(Map.of("thesis.txt", "years of work"));
  }

  @Test
  void anEmptyFolderMayBeReplaced() throws IOException {
    Files.createDirectories(folder.resolve("out"));
    RunFolder run = RunFolder.begin(files, output, true);
    fill(run);
    run.publish();
    assertThat(content("out")).isEqualTo(NEW);
  }

  @Test
  void anOldRunStaysUntilTheNewOneIsComplete() throws IOException {
    anOldRun();
    RunFolder run = RunFolder.begin(files, output, true);
    fill(run);
    assertThat(content("out")).isEqualTo(OLD);
    run.publish();
    assertThat(content("out")).isEqualTo(NEW);
    assertOnly("out");
  }

  @Test
  void aFailedRunLeavesItsSummaryAndHealthAndNoModel() throws IOException {
    anOldRun();
    RunFolder run = RunFolder.begin(files, output, true);
    fill(run);
    run.write(RunFolder.COEFFICIENTS, "name");
    run.fail("{failed}", () -> {});
    assertThat(content("out")).isEqualTo(OLD);
    assertThat(content("out.failed"))
        .isEqualTo(Map.of("summary.json", "{failed}", "health.jsonl", "{}\n{}\n"));
    assertOnly("out", "out.failed");
  }

  @Test
  void aLaterFailureReplacesAnEarlierOneAndASuccessRemovesIt() throws IOException {
    RunFolder first = RunFolder.begin(files, output, false);
    first.fail("{first}", () -> {});
    RunFolder second = RunFolder.begin(files, output, false);
    second.fail("{second}", () -> {});
    assertThat(content("out.failed")).isEqualTo(Map.of("summary.json", "{second}"));
    RunFolder third = RunFolder.begin(files, output, false);
    fill(third);
    third.publish();
    assertOnly("out");
  }

  @Test
  void theWorkOfADeadRunIsReplaced() throws IOException {
    RunFolder dead = RunFolder.begin(files, output, false);
    dead.write("model/model.ogive", "half of a mod");
    dead.write("stale.txt", "stale");
    RunFolder run = RunFolder.begin(files, output, false);
    fill(run);
    run.publish();
    assertThat(content("out")).isEqualTo(NEW);
  }

  @Test
  void aRunWhoseWorkWasTakenOverCannotPublish() throws IOException {
    RunFolder first = RunFolder.begin(files, output, false);
    fill(first);
    RunFolder second = RunFolder.begin(files, output, false);
    assertThatThrownBy(first::publish)
        .isInstanceOf(OutputException.class)
        .hasMessageContaining("another run writes to");
    fill(second);
    second.publish();
    assertThat(content("out")).isEqualTo(NEW);
  }

  @ParameterizedTest
  @CsvSource({
    "RETURNS_FALSE, 0",
    "RETURNS_FALSE, 1",
    "RETURNS_FALSE, 2",
    "THROWS, 0",
    "THROWS, 1",
    "THROWS, 2",
    "HALF, 2"
  })
  void aRenameThatFailsLeavesTheOldRunAsItWas(FaultyFiles.Rename fault, int which)
      throws IOException {
    anOldRun();
    RunFolder run = RunFolder.begin(files, output, true);
    fill(run);
    files.rename = fault;
    files.faultyRename = which;
    assertThatThrownBy(run::publish).isInstanceOf(OutputException.class);
    assertThat(files.struck).as("the fault happened").isNotEmpty();
    assertThat(content("out")).isEqualTo(OLD);
  }

  @ParameterizedTest
  @CsvSource({"RETURNS_FALSE, 1", "THROWS, 1", "HALF, 1"})
  void aRenameThatFailsPublishesNothingWhereNothingWas(FaultyFiles.Rename fault, int which)
      throws IOException {
    RunFolder run = RunFolder.begin(files, output, false);
    fill(run);
    files.rename = fault;
    files.faultyRename = which;
    assertThatThrownBy(run::publish).isInstanceOf(OutputException.class);
    assertThat(files.struck).as("the fault happened").isNotEmpty();
    assertThat(folder.resolve("out")).doesNotExist();
    run.fail("{failed}", () -> {});
    assertThat(content("out.failed")).containsEntry("summary.json", "{failed}");
    assertOnly("out.failed");
  }

  @Test
  void aRunThatDiedBetweenTheRenamesIsUndoneByTheNextOne() throws IOException {
    anOldRun();
    // What is on disk after a kill -9 between the two renames, and after one before _SUCCESS.
    Files.move(folder.resolve("out"), folder.resolve("out.replaced"));
    assertThatThrownBy(() -> RunFolder.begin(files, output, false))
        .isInstanceOf(OutputExistsException.class);
    assertThat(content("out")).isEqualTo(OLD);

    Files.move(folder.resolve("out"), folder.resolve("out.replaced"));
    Files.createDirectories(folder.resolve("out/model"));
    Files.writeString(folder.resolve("out/model/model.ogive"), "not committed");
    assertThatThrownBy(() -> RunFolder.begin(files, output, false))
        .isInstanceOf(OutputExistsException.class);
    assertThat(content("out")).isEqualTo(OLD);
    assertOnly("out");
  }

  @Test
  void aRunThatDiedBeforeItDroppedTheOldOneIsComplete() throws IOException {
    anOldRun();
    Files.move(folder.resolve("out"), folder.resolve("out.replaced"));
    Files.createDirectories(folder.resolve("out"));
    Files.writeString(folder.resolve("out/summary.json"), "{newer}");
    Files.writeString(folder.resolve("out/_SUCCESS"), "");
    assertThatThrownBy(() -> RunFolder.begin(files, output, false))
        .isInstanceOf(OutputExistsException.class);
    assertThat(content("out")).containsEntry("summary.json", "{newer}");
    assertOnly("out");
  }

  @Test
  void aDiskThatFillsUpAtAnyBytePublishesNothing() throws IOException {
    anOldRun();
    int failures = 0;
    for (int room = 0; room <= 80; room++) {
      files.room = room;
      files.struck.clear();
      boolean failed = attempt();
      assertThat(failed).as("room for %s bytes", room).isEqualTo(!files.struck.isEmpty());
      assertThat(content("out")).as("room for %s bytes", room).isEqualTo(failed ? OLD : NEW);
      failures += failed ? 1 : 0;
      if (!failed) {
        break;
      }
    }
    assertThat(failures).isGreaterThan(40);
    assertThat(content("out")).as("with room enough").isEqualTo(NEW);
  }

  /** A whole run; returns whether it failed. */
  private boolean attempt() {
    try {
      RunFolder run = RunFolder.begin(files, output, true);
      fill(run);
      run.publish();
      return false;
    } catch (OutputException | UncheckedIOException e) {
      return true;
    }
  }

  private static void fill(RunFolder run) {
    run.write("model/model.ogive", "new model");
    try (OutputStream health = run.create("health.jsonl")) {
      health.write("{}\n{}\n".getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    run.write("summary.json", "{new}");
  }

  private void anOldRun() throws IOException {
    for (Map.Entry<String, String> file : OLD.entrySet()) {
      Path path = folder.resolve("out").resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
  }

  /** Every file under a folder of the test, hidden ones too, with its text. */
  private Map<String, String> content(String name) throws IOException {
    Path root = folder.resolve(name);
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        all.put(root.relativize(path).toString(), Files.readString(path));
      }
    }
    return all;
  }

  private void assertOnly(String... names) throws IOException {
    try (Stream<Path> paths = Files.list(folder)) {
      assertThat(paths.map(path -> path.getFileName().toString())).containsExactlyInAnyOrder(names);
    }
  }
}
