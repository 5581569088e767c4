package io.ogive.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An error that tells what to set names a key that exists. */
class KeysInErrorsTest {
  private static final Path SOURCES = Path.of("src/main/java/io/ogive");
  private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern KEY =
      Pattern.compile(
          "(?<![\\w./-])(?:run|input|features|data|model|solver|health)\\.[a-z][a-z0-9-]*"
              + "(?:\\.[a-z][a-z0-9-]*)*");

  /** Files, which look like keys. */
  private static final Set<String> FILES = Set.of("model.ogive", "health.jsonl");

  @Test
  void everyKeyThatASourceNamesIsInTheReference() throws IOException {
    Config reference = ConfigLoader.reference();
    Set<String> wrong = new TreeSet<>();
    int found = 0;
    try (Stream<Path> sources = Files.walk(SOURCES)) {
      for (Path source : sources.filter(path -> path.toString().endsWith(".java")).toList()) {
        for (String key : keys(Files.readString(source))) {
          found++;
          boolean known = reference.hasPathOrNull(key) || key.startsWith("input.options.");
          if (!known) {
            wrong.add(SOURCES.relativize(source) + ": " + key);
          }
        }
      }
    }
    assertThat(found).as("keys found in the sources").isGreaterThan(50);
    assertThat(wrong).isEmpty();
  }

  @Test
  void aWrongKeyWouldBeFound() {
    assertThat(keys("say(\"x; set features.mising = drop or mean\" + see(\"model/model.ogive\"))"))
        .containsExactly("features.mising");
  }

  private static Set<String> keys(String source) {
    Set<String> keys = new TreeSet<>();
    Matcher texts = TEXT.matcher(source);
    while (texts.find()) {
      Matcher names = KEY.matcher(texts.group(1));
      while (names.find()) {
        keys.add(names.group());
      }
    }
    keys.removeAll(FILES);
    return keys;
  }
}
