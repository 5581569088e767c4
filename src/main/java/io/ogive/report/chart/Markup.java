package io.ogive.report.chart;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * Text of a page under construction, well-formed as HTML and, but for the few elements that HTML
 * does not close, as XML: elements are closed in order, and whatever is put as text or as an
 * attribute stays text.
 *
 * <p>Characters that would be invisible, forbidden, or that turn the direction of writing are shown
 * by their code point, {@code [U+202E]}.
 */
public final class Markup {
  private static final Set<String> VOID = Set.of("meta", "br", "col", "hr", "img");
  private static final Set<String> INLINE =
      Set.of("a", "b", "bdi", "code", "em", "i", "span", "strong", "sub", "sup", "text", "tspan");

  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /**
   * Opens an element.
   *
   * @param attributes names and values in turn
   */
  public Markup open(String name, String... attributes) {
    start(name, attributes);
    out.append('>');
    open.push(name);
    return this;
  }

  /** Closes the element that was opened last. */
  public Markup close() {
    String name = open.pop();
    out.append("</").append(name).append('>');
    newLine(name);
    return this;
  }

  /** An element that holds nothing: any of SVG, or one of HTML's that cannot hold anything. */
  public Markup leaf(String name, String... attributes) {
    if (!VOID.contains(name) && !open.contains("svg")) {
      throw new IllegalArgumentException(name + " must be opened and closed");
    }
    start(name, attributes);
    out.append(VOID.contains(name) ? ">" : "/>");
    newLine(name);
    return this;
  }

  /** An element that holds a text. */
  public Markup element(String name, String text, String... attributes) {
    return open(name, attributes).text(text).close();
  }

  public Markup text(String text) {
    escape(text);
    return this;
  }

  /** A script that comes with these classes; it must do without {@code <} and {@code &}. */
  public Markup program(String resource) {
    return open("script").raw(Page.resource(resource)).close();
  }

  /** JSON for scripts to read, in which nothing can end the element. */
  public Markup json(String id, String json) {
    open("script", "type", "application/json", "id", id);
    json.codePoints()
        .forEach(
            c -> {
              if (c == '<' || c == '>' || c == '&' || !isShown(c)) {
                for (char half : Character.toChars(c)) {
                  out.append("\\u%04x".formatted((int) half));
                }
              } else {
                out.appendCodePoint(c);
              }
            });
    return close();
  }

  /** Puts characters as they are: for resources of the program's own, never for data. */
  Markup raw(String characters) {
    out.append(characters);
    return this;
  }

  /**
   * Puts what another holds in here.
   *
   * @throws IllegalStateException if it has elements that are still open
   */
  public Markup add(Markup other) {
    out.append(other);
    return this;
  }

  /**
   * All of it.
   *
   * @throws IllegalStateException if elements are still open
   */
  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("still open: " + open);
    }
    return out.toString();
  }

  private void start(String name, String... attributes) {
    if (attributes.length % 2 != 0) {
      throw new IllegalArgumentException("an attribute of " + name + " has no value");
    }
    out.append('<').append(name);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      escape(attributes[i + 1]);
      out.append('"');
    }
  }

  private void newLine(String name) {
    if (!INLINE.contains(name)) {
      out.append('\n');
    }
  }

  private void escape(String text) {
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\n', '\t' -> out.append((char) c);
                default -> {
                  if (isShown(c)) {
                    out.appendCodePoint(c);
                  } else {
                    out.append("[U+%04X]".formatted(c));
                  }
                }
              }
            });
  }

  private static boolean isShown(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
