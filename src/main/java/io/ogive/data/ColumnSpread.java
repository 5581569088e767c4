package io.ogive.data;

import io.ogive.math.LosslessSums;
import io.ogive.math.LosslessSums.Pair;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Means and population deviations of the columns of some rows, by weight, as they are stored; for
 * people to look at, and nothing that is fitted.
 *
 * @param rows that have a weight
 * @param slots those that have an entry, in rising order; the others are all 0
 * @param means of each
 * @param deviations of each
 */
public record ColumnSpread(long rows, int[] slots, double[] means, double[] deviations) {
  static ColumnSpread of(ColumnSums sums) {
    SlotPlaces places = sums.places();
    int[] bySlot =
        IntStream.range(0, places.size())
            .boxed()
            .sorted(Comparator.comparingInt(places::slot))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] slots = new int[bySlot.length];
    double[] means = new double[bySlot.length];
    double[] deviations = new double[bySlot.length];
    Pair weight = sums.rows().scaled(0, 0);
    LosslessSums products = sums.slots();
    for (int k = 0; k < bySlot.length; k++) {
      int place = bySlot[k];
      Pair first = products.scaled(2 * place, 0).over(weight);
      Pair second = products.scaled(2 * place + 1, 0).over(weight);
      slots[k] = places.slot(place);
      means[k] = first.rounded();
      deviations[k] = Math.sqrt(Math.max(0, second.minus(first.squared())));
    }
    long rows = 0;
    for (long of : sums.classRows()) {
      rows += of;
    }
    return new ColumnSpread(rows, slots, means, deviations);
  }
}
