package io.ogive.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.ogive.testing.LocalSpark;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A command as a process would have run it.
 *
 * @param out all of stdout
 * @param err all of stderr
 */
record Cli(int code, String out, String err) {

  /** Runs a command in this process, on a local Spark. */
  static Cli run(String... args) {
    LocalSpark.session("local[2]");
    return here(args);
  }

  /** Runs a command in this process, on the Spark that there is. */
  static Cli here(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Ogive.run(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            args);
    return new Cli(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** The one JSON line; fails if stdout holds anything else. */
  JsonNode json() throws IOException {
    if (out.indexOf('\n') != out.length() - 1) {
      throw new AssertionError("stdout is not one line: " + out + "\nstderr: " + err);
    }
    return Json.parse(out);
  }

  /** Every file under a folder, hidden ones too, with its bytes as Latin-1. */
  static Map<String, String> content(Path root) throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        all.put(
            root.relativize(path).toString(), Files.readString(path, StandardCharsets.ISO_8859_1));
      }
    }
    return all;
  }
}
