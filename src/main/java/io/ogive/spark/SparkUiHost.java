package io.ogive.spark;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.SparkContext;
import org.apache.spark.ui.SparkUI;

/**
 * Spark's UI: the page at {@code /ogive-live/}, and a tab {@code ogive} that has it in a frame, so
 * that Spark's style and the page's leave each other alone.
 */
final class SparkUiHost implements LivePage.Host {
  static final String PATH = "/ogive-live";

  @Override
  public Optional<AutoCloseable> put(SparkContext spark, Supplier<String> page) {
    if (spark.ui().isEmpty()) {
      return Optional.empty();
    }
    SparkUI ui = spark.ui().get();
    ui.attachHandler(PATH, new Servlet(page), "/");
    LiveTab tab;
    try {
      tab = new LiveTab(ui);
      ui.attachTab(tab);
    } catch (RuntimeException | LinkageError e) { // no tab, and no page that nobody tells anything
      ui.detachHandler(PATH);
      throw e;
    }
    return Optional.of(
        () -> {
          ui.detachTab(tab);
          ui.detachHandler(PATH);
        });
  }

  /** Gives the page, and nothing else. */
  private static final class Servlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final String POLICY =
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline';"
            + " img-src data:; connect-src 'self'; frame-ancestors 'self'";

    private final transient Supplier<String> page;

    Servlet(Supplier<String> page) {
      this.page = page;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      byte[] bytes = page.get().getBytes(StandardCharsets.UTF_8);
      response.setContentType("text/html; charset=utf-8");
      response.setHeader("Cache-Control", "no-store");
      response.setHeader("Content-Security-Policy", POLICY);
      response.setContentLength(bytes.length);
      response.getOutputStream().write(bytes);
    }
  }
}
