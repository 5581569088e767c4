package io.ogive.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** JSON as runs of any age have it: what is not there is NaN, or empty. */
final class Json {
  static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** An object; none where the text is no JSON, as where a run was killed while it wrote. */
  static Optional<JsonNode> parse(String text) {
    try {
      JsonNode node = MAPPER.readTree(text);
      return node == null || !node.isObject() ? Optional.empty() : Optional.of(node);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** An object, which is empty where the bytes hold none. */
  static JsonNode parse(byte[] bytes) {
    return parse(new String(bytes, StandardCharsets.UTF_8)).orElseGet(Json::object);
  }

  static double number(JsonNode node, String key) {
    JsonNode value = node.path(key);
    return value.isNumber() ? value.doubleValue() : Double.NaN;
  }

  static long count(JsonNode node, String key) {
    return node.path(key).longValue();
  }

  static String text(JsonNode node, String key) {
    JsonNode value = node.path(key);
    return value.isNull() ? "" : value.asText("");
  }

  static double[] numbers(JsonNode array) {
    double[] all = new double[array.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = array.get(i).doubleValue();
    }
    return all;
  }
}
