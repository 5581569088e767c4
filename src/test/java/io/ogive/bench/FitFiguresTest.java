package io.ogive.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ogive.bench.Figure.Verdict;
import io.ogive.bench.Work.Wanted;
import io.ogive.bench.Work.When;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FitFiguresTest {
  private static final double[] TEN = {9, 8, 7, 6, 5, 4, 3, 1, 3, 2};

  @Test
  void ratiosAreOfTheSameFitAndOfTheMedianFromTheEighthOn() {
    Fits ours = fits("ogive", 0.5, TEN);
    Fits theirs = fits("mllib", 0.5, 90, 80, 77, 60, 50, 40, 30, 20, 40, 90);
    List<Figure> figures =
        FitFigures.of(
            work(
                new Wanted("mllib", When.FIRST, 10),
                new Wanted("mllib", When.THIRD, 11.5),
                new Wanted("mllib", When.LAST, 20)),
            List.of(ours, theirs));
    assertThat(figures).extracting(Figure::ratio).startsWith(10.0, 11.0, 20.0);
    assertThat(figures)
        .extracting(Figure::verdict)
        .startsWith(Verdict.MET, Verdict.MISSED, Verdict.MET);
  }

  @Test
  void aFasterFitToAWorseObjectiveIsMissed() {
    Fits theirs = fits("mllib", 0.5, 100, 100, 100);
    Work work = work(new Wanted("mllib", When.LAST, 10));
    Fits equal = fits("ogive", 0.5 * (1 + 0.9e-7), 1, 1, 1);
    Fits worse = fits("ogive", 0.5 * (1 + 1.1e-7), 1, 1, 1);
    assertThat(FitFigures.of(work, List.of(equal, theirs)).get(0).verdict()).isEqualTo(Verdict.MET);
    assertThat(FitFigures.of(work, List.of(worse, theirs)).get(0).verdict())
        .isEqualTo(Verdict.MISSED);
  }

  @Test
  void aPeerThatIsNotThereSaysSoAndKeepsOurFigure() {
    Fits none = new Fits("mllib");
    none.fail("not installed; install it");
    Figure figure =
        FitFigures.of(
                work(new Wanted("mllib", When.FIRST, 10)), List.of(fits("ogive", 0.5, 1.5), none))
            .get(0);
    assertThat(figure.ours()).isEqualTo("1.500 s");
    assertThat(figure.note()).isEqualTo("not installed; install it");
    assertThat(figure.verdict()).isEqualTo(Verdict.NONE);
  }

  @Test
  void aPeerThatWasEndedGivesTheLeastRatioAndIsNeverMissed() {
    Fits ended = new Fits("mllib");
    ended.fail("mllib took > 60 s, its limit");
    ended.exceeded(60);
    Work work = work(new Wanted("mllib", When.FIRST, 10));
    Figure fast = FitFigures.of(work, List.of(fits("ogive", 0.5, 4), ended)).get(0);
    assertThat(fast.ratio()).isEqualTo(15);
    assertThat(fast.theirs()).isEqualTo("> 60.0 s");
    assertThat(fast.verdict()).isEqualTo(Verdict.MET);
    assertThat(fast.note()).contains("at least", "took > 60 s");
    Figure slow = FitFigures.of(work, List.of(fits("ogive", 0.5, 7), ended)).get(0);
    assertThat(slow.verdict()).isEqualTo(Verdict.NONE);
  }

  @Test
  void passesAreCountedToTheFirstWithinAMillionth() {
    Fits ours = fits("ogive", 0.5, 1);
    ObjectNode last = (ObjectNode) ours.last();
    ArrayNode objectives = last.putArray("objectives");
    List.of(0.7, 0.51, 0.50000051, 0.50000049, 0.5).forEach(objectives::add);
    Figure passes = Passes.figure(work(), ours).orElseThrow();
    assertThat(passes.ours()).isEqualTo("4");
    assertThat(passes.verdict()).isEqualTo(Verdict.MISSED);
    assertThat(passes.wanted()).isEqualTo("<= 3");
  }

  private static Work work(Wanted... wanted) {
    return new Work("x", "dense:1x1", 1e-4, 10, Duration.ofMinutes(1), 3, List.of(wanted));
  }

  private static Fits fits(String peer, double objective, double... seconds) {
    Fits fits = new Fits(peer);
    for (double s : seconds) {
      fits.add(Line.object().put("seconds", s).put("iterations", 3));
    }
    fits.reached(objective);
    return fits;
  }
}
