package io.ogive.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Charts are well-formed, stay inside their frame, say their unit, and are the same each time. */
class ChartTest {
  @Test
  void aPageOfChartsIsWellFormedAndRefersToItself() {
    Document page = WellFormed.parse(Gallery.page("plain"));
    WellFormed.checkReferences(page);
    assertThat(WellFormed.elements(page, "figure")).hasSize(6);
    assertThat(WellFormed.elements(page, "image")).allMatch(i -> isInside(i.getAttribute("href")));
  }

  private static boolean isInside(String address) {
    return address.startsWith("data:image/png;base64,");
  }

  @Test
  void aNameWithMarkupAddsNoElement() {
    String name = "</svg><script>alert(1)</script>\"'&";
    String tame = "x".repeat(name.length());
    int plain = WellFormed.elements(WellFormed.parse(Gallery.page(tame)), "*").size();
    Document hostile = WellFormed.parse(Gallery.page(name));
    assertThat(WellFormed.elements(hostile, "*").size()).isEqualTo(plain);
    assertThat(WellFormed.elements(hostile, "script").size()).isZero();
  }

  @Test
  void theSameValuesGiveTheSameCharactersInEveryLocale() {
    String drawn = Gallery.page("plain");
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      assertThat(Gallery.page("plain")).isEqualTo(drawn);
    } finally {
      Locale.setDefault(before);
    }
    assertThat(Gallery.page("other")).isNotEqualTo(drawn);
  }

  @Test
  void textStaysInsideTheDrawing() {
    for (Element text : WellFormed.elements(WellFormed.parse(Gallery.page("plain")), "text")) {
      assertThat(Double.parseDouble(text.getAttribute("x"))).isBetween(0.0, 420.0);
      assertThat(Double.parseDouble(text.getAttribute("y"))).isBetween(8.0, 460.0);
    }
  }

  @Test
  void anAxisWithoutAUnitIsRefused() {
    assertThatThrownBy(() -> Axis.linear("loss", " ")).hasMessageContaining("unit");
  }

  @Test
  void aGapBreaksTheLineAndAPointAloneIsMarked() {
    Markup svg = new Markup();
    svg.open("svg");
    Gallery.lines("plain").draw(svg);
    svg.close();
    List<String> lines =
        svg.toString().lines().filter(line -> line.contains("class=\"line ")).toList();
    assertThat(lines.get(0).chars().filter(c -> c == 'M').count()).isEqualTo(1);
    assertThat(lines.get(1).chars().filter(c -> c == 'M').count()).isEqualTo(3);
    assertThat(svg.toString()).contains("class=\"dots t2\"").doesNotContain("class=\"dots t1\"");
  }

  @Test
  void theMapIsAPictureWithAPixelAValue() throws IOException {
    for (Ramp ramp : Ramp.values()) {
      byte[][] pixels = {{0, 16, 32}, {Ramp.STEPS, 33, 1}};
      BufferedImage image = decode(Png.dataUri(pixels, ramp));
      assertThat(image.getWidth()).isEqualTo(3);
      assertThat(image.getHeight()).isEqualTo(2);
      assertThat(image.getRGB(1, 0)).isEqualTo(rgb(ramp.colour(16)));
      assertThat(image.getRGB(2, 0)).isEqualTo(rgb(ramp.colour(32)));
      assertThat(image.getRGB(0, 1) >>> 24).isZero();
    }
  }

  @Test
  void aPictureLargerThanAStoredBlockIsOnePictureStill() throws IOException {
    BufferedImage image = decode(Png.dataUri(new byte[300][500], Ramp.LIGHT));
    assertThat(image.getRGB(499, 299)).isEqualTo(rgb(Ramp.LIGHT.colour(0)));
  }

  @Test
  void furtherOctavesAreFurtherFromTheGround() {
    for (Ramp ramp : Ramp.values()) {
      double before = luminance(ramp.colour(0));
      for (int step = 1; step < Ramp.STEPS; step++) {
        double now = luminance(ramp.colour(step));
        assertThat(ramp == Ramp.LIGHT ? before - now : now - before)
            .as("%s step %d", ramp, step)
            .isPositive();
        before = now;
      }
    }
  }

  @Test
  void octavesBeyondTheScaleHaveItsLastColour() {
    assertThat(Ramp.step(-1)).isZero();
    assertThat(Ramp.step(0.26)).isEqualTo(1);
    assertThat(Ramp.step(8)).isEqualTo(Ramp.step(30)).isEqualTo(Ramp.STEPS - 1);
  }

  @Test
  void manyAreThinnedWithBothEndsKept() {
    assertThat(Thinned.of(List.of(1, 2, 3), 5)).containsExactly(1, 2, 3);
    assertThat(Thinned.of(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9), 4)).containsExactly(0, 3, 6, 9);
  }

  private static BufferedImage decode(String uri) throws IOException {
    byte[] bytes = Base64.getDecoder().decode(uri.substring(uri.indexOf(',') + 1));
    return ImageIO.read(new ByteArrayInputStream(bytes));
  }

  private static int rgb(byte[] colour) {
    return 0xff000000 | ((colour[0] & 255) << 16) | ((colour[1] & 255) << 8) | (colour[2] & 255);
  }

  private static double luminance(byte[] c) {
    return 0.2126 * linear(c[0]) + 0.7152 * linear(c[1]) + 0.0722 * linear(c[2]);
  }

  private static double linear(byte channel) {
    return StrictMath.pow((channel & 255) / 255.0, 2.2);
  }
}
