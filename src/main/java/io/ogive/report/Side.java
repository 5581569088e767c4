package io.ogive.report;

import java.util.Locale;

/**
 * One of the runs of a report.
 *
 * @param letter A or B where there are two; empty where there is one
 */
record Side(String letter, Run run) {
  /** An id of this run's own. */
  String id(String name) {
    return letter.isEmpty() ? name : letter.toLowerCase(Locale.ROOT) + "-" + name;
  }

  /** A title that says which run it is about. */
  String title(String title) {
    return letter.isEmpty() ? title : letter + ": " + title;
  }

  /** A name in a legend. */
  String series(String name) {
    return letter.isEmpty() ? name : letter + " " + name;
  }
}
