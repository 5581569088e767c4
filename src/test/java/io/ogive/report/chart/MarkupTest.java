package io.ogive.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What is text stays text, and what is opened is closed. */
class MarkupTest {
  @Test
  void textCannotBecomeAnElement() {
    String page = new Markup().element("p", "<b>&\"'</p>", "title", "\"><i>").toString();
    assertThat(page)
        .isEqualTo("<p title=\"&quot;&gt;&lt;i&gt;\">&lt;b&gt;&amp;&quot;'&lt;/p&gt;</p>\n");
  }

  @Test
  void whatCannotBeSeenIsShown() {
    assertThat(new Markup().text("a\u0000b\u202ec\ud800d\u200be").toString())
        .isEqualTo("a[U+0000]b[U+202E]c[U+D800]d[U+200B]e");
    assertThat(new Markup().text("größe, 数字, 🙂").toString()).isEqualTo("größe, 数字, 🙂");
  }

  @Test
  void anUnfinishedPageIsNoPage() {
    Markup page = new Markup().open("p");
    assertThatThrownBy(page::toString).isInstanceOf(IllegalStateException.class);
    assertThat(page.close().toString()).isEqualTo("<p></p>\n");
  }

  @Test
  void anEmptyElementOfHtmlIsClosedByItsEnd() {
    assertThatThrownBy(() -> new Markup().leaf("p"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be opened and closed");
    assertThat(new Markup().open("svg").leaf("path", "d", "M0 0").close().toString())
        .contains("<path d=\"M0 0\"/>");
  }
}
