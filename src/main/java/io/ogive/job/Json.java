package io.ogive.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** JSON as Ogive writes it: keys in the order they were put, and never NaN. */
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static JsonNode parse(String text) throws JsonProcessingException {
    return MAPPER.readTree(text);
  }

  /** Puts a number; null if it is not finite, since JSON has no other. */
  static void put(ObjectNode node, String key, double value) {
    if (Double.isFinite(value)) {
      node.put(key, value);
    } else {
      node.putNull(key);
    }
  }

  /** An object of numbers, in the map's order. */
  static ObjectNode numbers(Map<String, ? extends Number> values) {
    ObjectNode node = object();
    values.forEach(
        (key, value) -> {
          if (value instanceof Long whole) {
            node.put(key, whole);
          } else {
            put(node, key, value.doubleValue());
          }
        });
    return node;
  }

  /** One line, without its end. */
  static String line(JsonNode node) {
    return node.toString();
  }

  /** Text for people to read, with its end. */
  static String pretty(JsonNode node) {
    DefaultIndenter unix = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(unix);
    try {
      return MAPPER.writer(printer).writeValueAsString(node) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON can always be written", e);
    }
  }
}
