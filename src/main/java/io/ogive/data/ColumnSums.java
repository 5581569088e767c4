package io.ogive.data;

import io.ogive.math.LosslessSums;
import io.ogive.math.Panels;
import io.ogive.math.SparseRows;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Set;

/**
 * What the moments of columns are made of, summed without rounding over rows with a weight: sums of
 * w, w^2 and w of each class, and per slot those of w x and w x^2, and the largest absolute x.
 *
 * <p>Slots of sparse blocks take room only if they have an entry.
 */
public final class ColumnSums implements Total<ColumnSums> {
  /** Products of three such numbers, squared at most once, are in range for lossless sums. */
  static final double LARGEST = 0x1p200;

  static final double SMALLEST = 0x1p-200;

  private final LosslessSums rows;
  private long[] classRows;
  private double largestWeight;
  private boolean hasClasses = true;
  private SlotPlaces places = SlotPlaces.none();
  private LosslessSums slots = new LosslessSums(0);
  private double[] largest = new double[0];

  ColumnSums(int classes) {
    rows = new LosslessSums(2 + classes);
    classRows = new long[classes];
  }

  /** Sums of nothing, with room for so many classes. */
  public static ColumnSums none(int classes) {
    return new ColumnSums(classes);
  }

  /** From now on labels are no classes, and all rows are of one. */
  void ignoreLabels() {
    hasClasses = false;
  }

  /** The sums of a shard's training rows. */
  public static ColumnSums ofTraining(Shard shard) {
    return new ColumnSumsPass(Set.of(Role.TRAIN), 0).over(shard);
  }

  /** Adds all rows of a block. */
  void add(Block block) {
    addRows(block);
    if (block instanceof Block.Dense dense) {
      widen(SlotPlaces.all(block.columns()));
      for (int j = 0; j < block.columns(); j++) {
        addColumn(dense, j);
      }
    } else if (block instanceof Block.Sparse sparse) {
      widen(SlotPlaces.some(block.columns()));
      addEntries(sparse);
    }
  }

  /** Adds weights and labels of a block. */
  void addRows(Block block) {
    long[] ones = new long[classRows.length];
    for (int i = 0; i < block.rows(); i++) {
      double w = block.weights()[i];
      if (w > 0) {
        int label = label(block, i);
        if (label >= classRows.length) {
          growClasses(label + 1);
          ones = Arrays.copyOf(ones, label + 1);
        }
        classRows[label]++;
        if (w == 1) {
          ones[label]++;
        } else {
          addWeight(label, w);
        }
      }
    }
    for (int c = 0; c < ones.length; c++) {
      if (ones[c] > 0) {
        largestWeight = Math.max(largestWeight, 1);
        rows.add(0, (double) ones[c]);
        rows.add(1, (double) ones[c]);
        rows.add(2 + c, (double) ones[c]);
      }
    }
  }

  private int label(Block block, int row) {
    if (!hasClasses) {
      return 0;
    }
    double label = block.labels()[row];
    if (!(label >= 0 && label == (int) label)) {
      throw new IllegalArgumentException(
          "%s row %d: label %s is not a class index".formatted(block.id(), row, label));
    }
    return (int) label;
  }

  private void growClasses(int classes) {
    classRows = Arrays.copyOf(classRows, classes);
    rows.resize(2 + classes);
  }

  private void addWeight(int label, double w) {
    largestWeight = Math.max(largestWeight, w);
    rows.add(0, w);
    rows.add(2 + label, w);
    if (w >= SMALLEST && w <= LARGEST) {
      rows.addProduct(1, w, w);
    } else {
      rows.add(1, new BigDecimal(w).multiply(new BigDecimal(w)));
    }
  }

  private void widen(SlotPlaces like) {
    if (places.width() == 0) {
      places = like;
      grow();
    } else if (places.width() != like.width()) {
      throw new IllegalArgumentException(
          "blocks of %d and of %d columns in one set".formatted(places.width(), like.width()));
    }
  }

  private void grow() {
    int count = places.capacity();
    if (count > largest.length) {
      slots.resize(2 * count);
      largest = Arrays.copyOf(largest, count);
    }
  }

  private int place(int slot) {
    int place = places.of(slot);
    if (place >= largest.length) {
      grow();
    }
    return place;
  }

  /** Makes room for all slots of dense rows. */
  void widen(int columns) {
    widen(SlotPlaces.all(columns));
  }

  /** Adds column j of the rows of a dense block. */
  void addColumn(Block.Dense block, int j) {
    Panels x = block.features();
    int place = place(j);
    double[] lanes = new double[Panels.LANES];
    WeightedLanes products = new WeightedLanes();
    for (int p = 0; p < x.panels(); p++) {
      x.copyLanes(p, j, lanes);
      int first = p * Panels.LANES;
      int count = Math.min(block.rows() - first, Panels.LANES);
      if (products.of(block.weights(), first, lanes, count)) {
        products.addTo(slots, place);
        largest[place] = Math.max(largest[place], products.largest());
      } else {
        for (int lane = 0; lane < count; lane++) {
          addValue(place, block.weights()[first + lane], lanes[lane]);
        }
      }
    }
  }

  private void addEntries(Block.Sparse block) {
    SparseRows x = block.features();
    for (int i = 0; i < block.rows(); i++) {
      double w = block.weights()[i];
      if (w > 0) {
        for (int k = x.start(i); k < x.start(i + 1); k++) {
          addValue(place(x.column(k)), w, x.value(k));
        }
      }
    }
  }

  private void addValue(int place, double w, double x) {
    double size = Math.abs(x);
    if (w > 0 && size > 0) {
      largest[place] = Math.max(largest[place], size);
      if (w == 1 && x == (float) x) { // then the square needs no more than 48 bits
        slots.add(2 * place, x);
        slots.add(2 * place + 1, x * x);
      } else {
        addProducts(place, w, x, size);
      }
    }
  }

  private void addProducts(int place, double w, double x, double size) {
    if (size >= SMALLEST && size <= LARGEST && w >= SMALLEST && w <= LARGEST) {
      double square = x * x;
      slots.addProduct(2 * place, w, x);
      slots.addProduct(2 * place + 1, w, square);
      double left = Math.fma(x, x, -square);
      if (left != 0) {
        slots.addProduct(2 * place + 1, w, left);
      }
    } else {
      BigDecimal exact = new BigDecimal(x);
      BigDecimal product = new BigDecimal(w).multiply(exact);
      slots.add(2 * place, product);
      slots.add(2 * place + 1, product.multiply(exact));
    }
  }

  /** Adds sums of x and x^2, each in two parts, over some rows of weight 1. */
  void addSums(int slot, double x, double squares, double moreSquares, double largestSize) {
    int place = place(slot);
    slots.add(2 * place, x);
    slots.add(2 * place + 1, squares);
    slots.add(2 * place + 1, moreSquares);
    largest[place] = Math.max(largest[place], largestSize);
  }

  @Override
  public ColumnSums mergeWith(ColumnSums other) {
    if (other.classRows.length > classRows.length) {
      growClasses(other.classRows.length);
    }
    for (int i = 0; i < other.rows.length(); i++) {
      rows.add(i, other.rows, i);
    }
    for (int c = 0; c < other.classRows.length; c++) {
      classRows[c] += other.classRows[c];
    }
    largestWeight = Math.max(largestWeight, other.largestWeight);
    if (other.places.width() > 0) {
      widen(other.places.likeThis());
      for (int k = 0; k < other.places.size(); k++) {
        int place = place(other.places.slot(k));
        slots.add(2 * place, other.slots, 2 * k);
        slots.add(2 * place + 1, other.slots, 2 * k + 1);
        largest[place] = Math.max(largest[place], other.largest[k]);
      }
    }
    return this;
  }

  /** Lets go of room that is not used, before this travels. */
  public void trim() {
    slots.resize(2 * places.size());
    largest = Arrays.copyOf(largest, places.size());
    places.trim();
  }

  /** How many slots these sums have room for. */
  public int size() {
    return places.size();
  }

  /** Means and deviations, for people to look at. */
  public ColumnSpread spread() {
    return ColumnSpread.of(this);
  }

  /** Sum of w at 0, of w^2 at 1, then of w of each class. */
  LosslessSums rows() {
    return rows;
  }

  /** For the k-th slot that has room at 2 k the sum of w x, at 2 k + 1 that of w x^2. */
  LosslessSums slots() {
    return slots;
  }

  SlotPlaces places() {
    return places;
  }

  /** The rows of each class that have a weight. */
  public long[] classRows() {
    return classRows.clone();
  }

  double largest(int place) {
    return largest[place];
  }

  double largestWeight() {
    return largestWeight;
  }
}
