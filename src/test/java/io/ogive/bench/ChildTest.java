package io.ogive.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final String ANSWER = "bench>\\t";

  @TempDir private Path folder;

  @Test
  void aRequestIsALineOfWordsAndTheAnswerItsJson() throws IOException {
    String echo =
        "IFS='\t' read -r verb one two; printf '"
            + ANSWER
            + "{\"is\": \"%s|%s|%s\"}\\n' \"$verb\" \"$one\" \"$two\"";
    try (Child child = shell(echo)) {
      assertThat(child.ask(LONG, "fit", "0.1", "a b").path("is").asText()).isEqualTo("fit|0.1|a b");
    }
  }

  @Test
  void whatElseIsPrintedIsNoAnswer() throws IOException {
    String chatty = "read -r x; echo hello; printf '" + ANSWER + "{\"n\": 7}\\n'";
    try (Child child = shell(chatty)) {
      assertThat(child.ask(LONG, "fit").path("n").asInt()).isEqualTo(7);
    }
  }

  @Test
  void anErrorAnEndAndGarbageAreToldApart() throws IOException {
    refused("read -r x; printf '" + ANSWER + "{\"error\": \"no memory\"}\\n'", "no memory");
    refused("read -r x; printf '" + ANSWER + "{oops\\n'", "no readable answer");
    refused("read -r x; echo bye", "ended without an answer");
  }

  private void refused(String script, String why) throws IOException {
    try (Child child = shell(script)) {
      assertThatThrownBy(() -> child.ask(LONG, "fit"))
          .isInstanceOf(PeerException.class)
          .hasMessageContaining("peer")
          .hasMessageContaining(why);
    }
  }

  @Test
  void whoTakesTooLongIsEnded() throws IOException {
    try (Child child = shell("read -r x; exec sleep 600")) {
      assertThatThrownBy(() -> child.ask(Duration.ofMillis(300), "fit"))
          .isInstanceOf(PeerException.class)
          .hasMessageContaining("> 0 s");
      assertThatThrownBy(() -> child.ask(LONG, "fit")).isInstanceOf(PeerException.class);
    }
  }

  @Test
  void theEnvironmentIsWhatIsGivenAndNoMore() throws IOException {
    String script =
        "read -r x; printf '" + ANSWER + "{\"home\": \"%s\", \"is\": \"%s\"}\\n' \"$HOME\" \"$X\"";
    try (Child child =
        Child.start(
            "peer", List.of("/bin/sh", "-c", script), Map.of("X", "1"), folder.resolve("log"))) {
      var answer = child.ask(LONG, "env");
      assertThat(answer.path("home").asText()).isEmpty();
      assertThat(answer.path("is").asText()).isEqualTo("1");
    }
  }

  private Child shell(String script) throws IOException {
    return Child.start(
        "peer",
        List.of("/bin/sh", "-c", script),
        Map.of("PATH", System.getenv("PATH")),
        folder.resolve("log"));
  }
}
