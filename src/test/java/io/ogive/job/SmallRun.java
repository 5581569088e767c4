package io.ogive.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A training of six rows that works, for tests that spoil it.
 *
 * @param folder holds all of it
 * @param output the run folder
 */
record SmallRun(Path folder, Path data, Path config, Path output) {
  static final String GOOD = "a,b,y\n1,2,0\n2,1,1\n3,5,0\n4,2,1\n2,2,0\n5,1,1\n";

  /** Writes rows and configuration. */
  static SmallRun in(Path folder) throws IOException {
    Path data = folder.resolve("data.csv");
    Files.writeString(data, GOOD);
    Path config = folder.resolve("run.conf");
    Files.writeString(
        config,
        """
        input {
          format = csv
          path = "%s"
          options.header = true
          label = y
        }
        model.logistic.l2 = 0.1
        """
            .formatted(data));
    return new SmallRun(folder, data, config, folder.resolve("out"));
  }

  Cli train(String... more) {
    return run(
        List.of("train", "--config", config.toString(), "--output", output.toString()), more);
  }

  /** A command with more options. */
  static Cli run(List<String> command, String... more) {
    List<String> args = new ArrayList<>(command);
    args.addAll(List.of(more));
    return Cli.run(args.toArray(String[]::new));
  }

  /** One clear error, its code, and no output. */
  void refused(Cli run, int code, String... said) {
    assertThat(run.code()).as(run.err()).isEqualTo(code);
    assertThat(run.err()).contains(said).contains("ogive: ").doesNotContain("\tat ");
    assertThat(output).doesNotExist();
    assertThat(folder.resolve("out.running")).doesNotExist();
    try {
      assertThat(run.json().get("status").asText()).isEqualTo("failed");
      assertThat(run.json().get("exit_code").asInt()).isEqualTo(code);
      assertThat(run.json().get("error").asText()).contains(said[said.length - 1]);
    } catch (IOException e) {
      throw new AssertionError(run.out(), e);
    }
  }
}
