package io.ogive.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network begins at the one of another run. */
class NetworkStartCommandTest {
  @TempDir Path folder;

  @Test
  void aNetworkGoesOnWhereAnotherEnded() throws IOException {
    Cli first = train("first", "solver.max-rounds=12");
    Cli second =
        train("second", "solver.max-rounds=1", "model.network.start=" + folder.resolve("first"));
    Cli anew = train("anew", "solver.max-rounds=1");
    assertThat(second.code()).as(second.err()).isZero();
    assertThat(second.json().at("/start/model_sha256")).isEqualTo(first.json().get("model_sha256"));
    double before = first.json().get("loss").asDouble();
    assertThat(second.json().get("loss").asDouble()).isLessThan(1.2 * before);
    assertThat(anew.json().get("loss").asDouble()).isGreaterThan(3 * before);
    assertThat(
            Json.parse(Files.readString(folder.resolve("second/model/provenance.json")))
                .get("start_sha256"))
        .isEqualTo(first.json().get("model_sha256"));
    Cli wider =
        train(
            "wider", "model.network.hidden=[33]", "model.network.start=" + folder.resolve("first"));
    assertThat(wider.code()).isEqualTo(2);
    assertThat(wider.err()).contains("they must be alike");
    Cli logistic =
        train("logistic", "model.kind=logistic", "solver.max-rounds=2", "model.logistic.l2=1");
    assertThat(logistic.code()).as(logistic.err()).isZero();
    Cli other = train("other", "model.network.start=" + folder.resolve("logistic"));
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.err()).contains("a network begins at a network");
  }

  private Cli train(String name, String... sets) {
    List<String> arguments =
        new ArrayList<>(List.of("train", "--config", "conf/digits.conf", "--output"));
    arguments.add(folder.resolve(name).toString());
    for (String set : sets) {
      arguments.add("--set");
      arguments.add(set);
    }
    return Cli.run(arguments.toArray(String[]::new));
  }
}
