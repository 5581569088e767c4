package io.ogive.report;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A run folder in memory, from the committed ones of real small trainings, changed at will. */
final class StoredRun implements RunFiles {
  private final Map<String, byte[]> files = new TreeMap<>();

  /** A folder of {@code src/test/resources/runs}. */
  static StoredRun of(String name) {
    StoredRun run = new StoredRun();
    for (String file :
        new String[] {
          "summary.json",
          "config.resolved.conf",
          "health.jsonl",
          "alerts.jsonl",
          "coefficients.csv",
          "model/model.ogive",
          "model/provenance.json"
        }) {
      try (InputStream in = StoredRun.class.getResourceAsStream("/runs/" + name + "/" + file)) {
        if (in != null) {
          run.files.put(file, in.readAllBytes());
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return run;
  }

  /** A folder with nothing in it. */
  static StoredRun empty() {
    return new StoredRun();
  }

  StoredRun with(String file, String text) {
    files.put(file, text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  StoredRun without(String file) {
    files.remove(file);
    return this;
  }

  StoredRun replacing(String file, String what, String by) {
    String text = text(file);
    if (!text.contains(what)) {
      throw new IllegalArgumentException(file + " has no " + what);
    }
    return with(file, text.replace(what, by));
  }

  String text(String file) {
    return new String(files.get(file), StandardCharsets.UTF_8);
  }

  @Override
  public Optional<InputStream> open(String name) {
    return Optional.ofNullable(files.get(name)).map(ByteArrayInputStream::new);
  }

  String draw() {
    try {
      return Report.draw(this);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
