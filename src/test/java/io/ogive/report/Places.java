package io.ogive.report;

import io.ogive.report.chart.WellFormed;
import java.util.List;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What stands where on a page. */
final class Places {
  private Places() {}

  /** The text of the first element of a name. */
  static String first(Document page, String element) {
    return WellFormed.elements(page, element).get(0).getTextContent();
  }

  static String first(Document page, String element, String id) {
    return WellFormed.elements(page, element).stream()
        .filter(one -> one.getAttribute("id").equals(id))
        .findFirst()
        .orElseThrow()
        .getTextContent();
  }

  static Element section(Document page, String id) {
    return WellFormed.elements(page, "section").stream()
        .filter(one -> one.getAttribute("id").equals(id))
        .findFirst()
        .orElseThrow();
  }

  static List<String> ids(Document page, String element) {
    return WellFormed.elements(page, element).stream().map(e -> e.getAttribute("id")).toList();
  }
}
