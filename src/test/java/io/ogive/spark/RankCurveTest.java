package io.ogive.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ogive.testing.LocalSpark;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.mllib.evaluation.BinaryClassificationMetrics;
import org.junit.jupiter.api.Test;
import scala.Tuple2;

class RankCurveTest {
  @Test
  void areasAreThoseOfMllib() {
    JavaSparkContext spark =
        JavaSparkContext.fromSparkContext(LocalSpark.session("local[2]").sparkContext());
    Random random = new Random(7);
    for (int distinct : new int[] {1, 5, 1000}) {
      List<Tuple2<Object, Object>> rows = new ArrayList<>();
      List<Double> positives = new ArrayList<>();
      List<Double> negatives = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        double score = random.nextInt(distinct) / (double) distinct;
        boolean positive = random.nextDouble() < 0.2 + 0.6 * score;
        rows.add(new Tuple2<>(score, positive ? 1.0 : 0.0));
        (positive ? positives : negatives).add(score);
      }
      RankCurve ours = RankCurve.of(array(positives), array(negatives));
      BinaryClassificationMetrics mllib =
          new BinaryClassificationMetrics(spark.parallelize(rows, 3).rdd(), 0);
      assertThat(ours.auc()).isCloseTo(mllib.areaUnderROC(), within(1e-12));
      assertThat(ours.aucPr()).isCloseTo(mllib.areaUnderPR(), within(1e-12));
      if (distinct > 1) { // the negative control: exchanged classes have another curve
        assertThat(RankCurve.of(array(negatives), array(positives)).auc())
            .isCloseTo(1 - ours.auc(), within(1e-12))
            .isNotCloseTo(ours.auc(), within(1e-3));
      }
    }
  }

  @Test
  void oneClassAloneHasTheAreasThatMllibGivesIt() {
    assertThat(RankCurve.of(new double[] {0.5, 0.7}, new double[0])).isEqualTo(new RankCurve(1, 1));
    assertThat(RankCurve.of(new double[0], new double[] {0.5, 0.7}).auc()).isZero();
  }

  @Test
  void scoresThatAreNoNumbersComeToAnEnd() {
    double[] none = {Double.NaN, 0.5};
    assertThat(RankCurve.of(none, none.clone()).auc()).isEqualTo(0.5);
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
