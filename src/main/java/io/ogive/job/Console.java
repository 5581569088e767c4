package io.ogive.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;

/**
 * The two streams of a command: people read stderr, programs read stdout, which holds nothing but
 * one JSON line at the end.
 */
record Console(PrintStream out, PrintStream err) {
  void result(ObjectNode line) {
    out.println(Json.line(line));
    out.flush();
  }

  /** Tells of an error, each of its lines as Ogive's. */
  void error(String message) {
    message.lines().forEach(line -> err.println("ogive: " + line));
  }

  void say(String line) {
    err.println(line);
  }
}
