package io.ogive.spark;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.apache.spark.ui.SparkUI;
import org.apache.spark.ui.SparkUITab;
import org.apache.spark.ui.UIUtils;
import org.apache.spark.ui.WebUIPage;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.xml.Node;
import scala.xml.Unparsed;

/** The tab of Spark's UI that holds the live page. */
final class LiveTab extends SparkUITab {
  /** Relative, for UIs behind a proxy. */
  private static final String FRAME =
      "<iframe src=\"../ogive-live/\" title=\"The run, live\""
          + " style=\"width:100%;height:calc(100vh - 9rem);border:0\"></iframe>";

  LiveTab(SparkUI ui) {
    super(ui, "ogive");
    attachPage(new LiveTabPage(this));
  }

  private static final class LiveTabPage extends WebUIPage {
    private final SparkUITab tab;

    LiveTabPage(SparkUITab tab) {
      super("");
      this.tab = tab;
    }

    @Override
    public Seq<Node> render(HttpServletRequest request) {
      Seq<Node> frame = CollectionConverters.asScala(List.<Node>of(new Unparsed(FRAME))).toList();
      return UIUtils.headerSparkPage(
          request, "Ogive", () -> frame, tab, Option.empty(), false, false);
    }
  }
}
