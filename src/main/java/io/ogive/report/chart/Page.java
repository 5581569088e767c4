package io.ogive.report.chart;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A whole page in one file: style, body, and nothing that is fetched from anywhere. */
public final class Page {
  private Page() {}

  /**
   * A page.
   *
   * @param title as the browser's tab shows it
   * @param body what stands in {@code main}
   */
  public static String of(String title, Markup body) {
    return of(title, body, new Markup());
  }

  /**
   * A page.
   *
   * @param end what stands behind {@code main}, such as data and a script
   */
  public static String of(String title, Markup body, Markup end) {
    return of(title, new Markup(), body, end);
  }

  /**
   * A page that a browser without scripts loads again by itself.
   *
   * @param seconds from one time to the next
   */
  public static String reloading(String title, int seconds, Markup body, Markup end) {
    Markup head = new Markup();
    head.open("noscript").leaf("meta", "http-equiv", "refresh", "content", "" + seconds).close();
    return of(title, head, body, end);
  }

  private static String of(String title, Markup head, Markup body, Markup end) {
    Markup page = new Markup();
    page.raw("<!DOCTYPE html>\n");
    page.open("html", "lang", "en");
    page.open("head");
    page.leaf("meta", "charset", "utf-8");
    page.leaf("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    page.leaf("meta", "name", "color-scheme", "content", "light dark");
    page.element("title", Frame.shortened(title, 70));
    page.add(head);
    page.open("style").raw(resource("page.css")).close();
    page.close();
    page.open("body");
    page.element("a", "Skip to the content", "class", "skip", "href", "#content");
    page.open("main", "id", "content").add(body).close();
    page.add(end);
    page.close().close();
    return page.toString();
  }

  /** A text that comes with these classes. */
  static String resource(String name) {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
