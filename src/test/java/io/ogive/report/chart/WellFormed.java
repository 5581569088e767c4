package io.ogive.report.chart;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Reads pages as a parser that forgives nothing does. */
public final class WellFormed {
  private WellFormed() {}

  /** The page as a tree; an error of any kind fails the test. */
  public static Document parse(String page) {
    String closed = page.replaceAll("(<meta [^>]*)>", "$1/>");
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
      return factory.newDocumentBuilder().parse(new InputSource(new StringReader(closed)));
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new AssertionError("not well-formed: " + e.getMessage(), e);
    }
  }

  /** All elements of a name, in order; {@code *} for any. */
  public static List<Element> elements(Document page, String name) {
    NodeList found = page.getElementsByTagName(name);
    List<Element> all = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      all.add((Element) found.item(i));
    }
    return all;
  }

  /** Fails where an id comes twice or a reference leads nowhere. */
  public static void checkReferences(Document page) {
    List<String> ids = new ArrayList<>();
    for (Element element : elements(page, "*")) {
      String id = element.getAttribute("id");
      if (!id.isEmpty()) {
        if (ids.contains(id)) {
          throw new AssertionError("id " + id + " comes twice");
        }
        ids.add(id);
      }
    }
    for (Element element : elements(page, "*")) {
      for (String name : List.of("aria-labelledby", "aria-describedby", "href")) {
        String target = element.getAttribute(name);
        boolean local = name.startsWith("aria") || target.startsWith("#");
        if (!target.isEmpty() && local && !ids.contains(target.replace("#", ""))) {
          throw new AssertionError(name + " leads to " + target + ", which is not there");
        }
      }
    }
  }
}
