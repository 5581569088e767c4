package io.ogive.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** An answer of the line protocol. What else a child prints has no mark and is passed over. */
final class Line {
  static final String MARK = "bench>\t";

  private static final String ERROR = "error";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Line() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static String answer(ObjectNode answer) {
    return MARK + answer;
  }

  static String failure(Throwable error) {
    return answer(object().put(ERROR, error.toString()));
  }

  /**
   * The answer in a line, if it is one.
   *
   * @throws PeerException if the answer is an error, or cannot be read
   */
  static Optional<JsonNode> parse(String peer, String line) {
    if (!line.startsWith(MARK)) {
      return Optional.empty();
    }
    try {
      JsonNode answer = MAPPER.readTree(line.substring(MARK.length()));
      if (answer.has(ERROR)) {
        throw new PeerException("%s failed: %s".formatted(peer, answer.path(ERROR).asText()));
      }
      return Optional.of(answer);
    } catch (JsonProcessingException e) {
      throw new PeerException("%s gave no readable answer: %s".formatted(peer, line));
    }
  }
}
