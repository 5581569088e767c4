package io.ogive.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.ogive.report.chart.Thinned;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads health.jsonl in two goes, first what rounds there are, then no more of them than are drawn.
 * A line that is no JSON, as a run that was killed may leave, is as good as none.
 */
final class HealthReader {
  private static final int MOST_ROUNDS = 400;
  private static final int MOST_COLUMNS = 120;
  private static final JsonFactory FACTORY = new JsonFactory();

  private final RunFiles files;
  private final Optional<JsonNode> penalty;
  private final Set<Integer> drawn = new HashSet<>();
  private final Set<Integer> columns = new HashSet<>();
  private int count;
  private int lastWithSources = -1;
  private final List<RoundFigures> rounds = new ArrayList<>();
  private final TreeMap<Integer, List<SourceFigures>> sources = new TreeMap<>();

  /** What stands at the beginning of a line. */
  private record Head(int round, boolean whole, Optional<JsonNode> penalty) {}

  /**
   * A reader.
   *
   * @param penalty whose rounds are read where several were fitted at once; if none is given, those
   *     of the first there are
   */
  HealthReader(RunFiles files, Optional<JsonNode> penalty) {
    this.files = files;
    this.penalty = penalty;
  }

  HealthHistory read() throws IOException {
    Optional<JsonNode> fit = survey();
    each(line -> take(line, fit));
    int full = -1;
    for (int round : sources.descendingKeySet()) {
      if (full < 0 && sources.get(round).stream().anyMatch(SourceFigures::isFull)) {
        full = round;
      }
    }
    return new HealthHistory(
        List.copyOf(rounds), PartitionMap.of(sources), last(full), full, count);
  }

  /** The partitions of the last round, with what only full rounds know from the last of these. */
  private List<SourceFigures> last(int full) {
    if (sources.isEmpty()) {
      return List.of();
    }
    Map<Integer, SourceFigures> measured = new HashMap<>();
    sources.getOrDefault(full, List.of()).forEach(one -> measured.put(one.source(), one));
    return sources.lastEntry().getValue().stream()
        .map(one -> measured.containsKey(one.source()) ? one.with(measured.get(one.source())) : one)
        .toList();
  }

  private Optional<JsonNode> survey() throws IOException {
    LinkedHashSet<Integer> all = new LinkedHashSet<>();
    LinkedHashSet<Integer> withSources = new LinkedHashSet<>();
    List<Optional<JsonNode>> first = new ArrayList<>();
    penalty.ifPresent(one -> first.add(Optional.of(one)));
    each(
        line ->
            head(line)
                .ifPresent(
                    head -> {
                      if (first.isEmpty()) {
                        first.add(head.penalty());
                      }
                      if (isOf(first.get(0), head)) {
                        (head.whole() ? all : withSources).add(head.round());
                      }
                    }));
    drawn.addAll(Thinned.of(List.copyOf(all), MOST_ROUNDS));
    columns.addAll(Thinned.of(List.copyOf(withSources), MOST_COLUMNS));
    count = all.size();
    lastWithSources = withSources.stream().mapToInt(round -> round).max().orElse(-1);
    return first.isEmpty() ? Optional.empty() : first.get(0);
  }

  private static boolean isOf(Optional<JsonNode> fit, Head head) {
    return head.penalty().isEmpty() || head.penalty().equals(fit);
  }

  private void take(String line, Optional<JsonNode> fit) {
    Optional<Head> found = head(line).filter(head -> isOf(fit, head));
    if (found.isEmpty()) {
      return;
    }
    Head head = found.get();
    if (head.whole() ? drawn.contains(head.round()) : columns.contains(head.round())) {
      Json.parse(line)
          .ifPresent(
              node -> {
                if (head.whole()) {
                  rounds.add(RoundFigures.of(node));
                } else {
                  sources
                      .computeIfAbsent(head.round(), round -> new ArrayList<>())
                      .add(slim(head.round(), SourceFigures.of(node)));
                }
              });
    }
  }

  /** Histograms by partition are needed of the last round alone. */
  private SourceFigures slim(int round, SourceFigures source) {
    return round == lastWithSources ? source : source.withoutHistograms();
  }

  private void each(java.util.function.Consumer<String> reader) throws IOException {
    Optional<InputStream> found = files.open("health.jsonl");
    if (found.isEmpty()) {
      return;
    }
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(found.get(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        reader.accept(line);
      }
    }
  }

  /** Reads no further than it must: lines are long, and most are not drawn. */
  private static Optional<Head> head(String line) {
    int round = -1;
    Optional<JsonNode> penalty = Optional.empty();
    try (JsonParser parser = FACTORY.createParser(line)) {
      parser.setCodec(Json.MAPPER);
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        switch (name) {
          case "round" -> round = parser.getIntValue();
          case "penalty" -> penalty = Optional.of(parser.readValueAsTree());
          case "source" -> {
            return Optional.of(new Head(round, value == JsonToken.VALUE_NULL, penalty));
          }
          default -> parser.skipChildren();
        }
      }
    } catch (IOException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }
}
