package io.ogive.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** What one peer did with a work. */
final class Fits {
  private final String peer;
  private final List<JsonNode> answers = new ArrayList<>();
  private String version = "";
  private String problem = "";
  private OptionalDouble objective = OptionalDouble.empty();
  private OptionalDouble limit = OptionalDouble.empty();
  private long peakBytes;

  Fits(String peer) {
    this.peer = peer;
  }

  String peer() {
    return peer;
  }

  /** Name and version. */
  String title() {
    return version.isEmpty() ? peer : peer + " " + version;
  }

  void is(String itsVersion) {
    version = itsVersion;
  }

  void add(JsonNode answer) {
    answers.add(answer);
  }

  /** Nothing more comes, for this reason. */
  void fail(String reason) {
    problem = reason;
  }

  /** A fit was ended after so many seconds. */
  void exceeded(double seconds) {
    limit = OptionalDouble.of(seconds);
  }

  /** After how many seconds a fit was ended, if one was. */
  OptionalDouble limit() {
    return limit;
  }

  String problem() {
    return problem;
  }

  boolean failed() {
    return !problem.isEmpty();
  }

  /** The most memory that its process held, in bytes. */
  void held(long bytes) {
    peakBytes = bytes;
  }

  void reached(double value) {
    objective = OptionalDouble.of(value);
  }

  OptionalDouble objective() {
    return objective;
  }

  List<Double> seconds() {
    return answers.stream().map(answer -> answer.path("seconds").asDouble()).toList();
  }

  /** The last fit's answer. */
  JsonNode last() {
    return answers.isEmpty() ? Line.object() : answers.get(answers.size() - 1);
  }

  ObjectNode json() {
    ObjectNode node = Line.object().put("peer", peer).put("version", version);
    if (failed()) {
      node.put("problem", problem);
    }
    objective.ifPresent(value -> node.put("objective", value));
    node.put("peak_bytes", peakBytes);
    ArrayNode list = node.putArray("fits");
    answers.forEach(list::add);
    return node;
  }
}
