package io.ogive.math;

/**
 * The loops of statistics, as two implementations with the same bits.
 *
 * <p>Sums run in sixteen logical lanes of doubles: element {@code from + i} is added to lane {@code
 * i % 16} of what {@code lanes} holds, from place {@code 16 * k} on for the k-th sum of a method. A
 * long array may be summed piece by piece if pieces are of whole sixteens; {@link #sum} adds the
 * lanes up.
 */
public interface Measures {
  /** The number of lanes of a sum. */
  int LANES = 16;

  /**
   * How many elements of float32 a lane may add in float32, from 0 on, before these go on in
   * double: a relative error of no more than 2^-21 for what is of one sign, and half the work.
   */
  int RUN = 8;

  /** The k-th sum: lanes i and i + 8 first, these as {@link Kernels#dot} adds its lanes. */
  static double sum(double[] lanes, int k) {
    int at = LANES * k;
    double even =
        ((lanes[at] + lanes[at + 8]) + (lanes[at + 4] + lanes[at + 12]))
            + ((lanes[at + 2] + lanes[at + 10]) + (lanes[at + 6] + lanes[at + 14]));
    double odd =
        ((lanes[at + 1] + lanes[at + 9]) + (lanes[at + 5] + lanes[at + 13]))
            + ((lanes[at + 3] + lanes[at + 11]) + (lanes[at + 7] + lanes[at + 15]));
    return even + odd;
  }

  /** Adds x * x by fma to the k-th sum. */
  void squares(double[] x, int n, double[] lanes, int k);

  /** The same of float32, in {@link #RUN}s. */
  void squares(float[] x, int n, double[] lanes, int k);

  /** Adds |y - x|, |x| and |g|; three sums. */
  void steps(double[] x, double[] y, double[] g, int n, double[] lanes);

  /** The same of float32, in double. */
  void steps(float[] x, float[] y, float[] g, int n, double[] lanes);

  /**
   * A slope over its largest as a function of the output h: {@code (a + b * h) * (1 - h)}, with
   * outputs below {@code middle} on the low side, and {@code |c * h - d|} for how near a bound.
   */
  record Slope(float a, float b, float c, float d, float middle) {
    /** 4 h (1 - h), and |2 h - 1|. */
    public static final Slope SIGMOID = new Slope(0, 4, 2, 1, 0.5f);

    /** (1 + h) (1 - h), and |h|. */
    public static final Slope TANH = new Slope(1, 1, 1, 0, 0);
  }

  /**
   * Adds z to the k-th sum, and z * z by fma to the one after it.
   *
   * @return how many |z| are less than 1/2
   */
  int sums(double[] z, int n, double[] lanes, int k);

  /** The same of float32, in {@link #RUN}s. */
  int sums(float[] z, int n, double[] lanes, int k);

  /**
   * Adds the slope g in [0, 1] to the k-th sum, and how near a bound is to the one after it, and
   * counts min(31, -exponent of g) by side. Of NaN some place counts.
   */
  void slopes(double[] h, int n, Slope slope, double[] lanes, int k, OctaveCounts counts);

  /** The same where h, g and how near a bound is are float32, in {@link #RUN}s. */
  void slopes(float[] h, int n, Slope slope, double[] lanes, int k, OctaveCounts counts);

  /**
   * The outputs of rows, an array each.
   *
   * @param y labels, the indices of classes; of {@link #margins} 0 or 1
   * @param m margins
   * @param p probabilities of the true class
   * @param loss losses
   */
  record Margins(double[] y, double[] m, double[] p, double[] loss) {}

  /**
   * Adds what the first n rows say: m, m * m by fma, the loss, r = 1 - p, s = p * r, and r * s by
   * fma; then 1 and the loss where m is below the one threshold, and where it is below the other.
   * Ten sums over all rows, then ten over those of label 1, where factors that a row of label 0 has
   * are 0: those of label 0 are the difference. Counts rows by 128 y, plus 64 where m is above 0,
   * plus 32 where p is below 1/2, plus min(31, -exponent of 4 s). Of NaN some place counts.
   */
  void margins(Margins rows, int n, MarginSums to);

  /**
   * Adds to {@code out[at + i]}, for i below 64, {@code x[from + i]}, or {@code -x[from + i]} where
   * bit i of {@code signs} is set.
   */
  void addSigned(double[] x, int from, long signs, double[] out, int at);

  /** The same of float32, in double. */
  void addSigned(float[] x, int from, long signs, double[] out, int at);

  /**
   * Adds each row's z and z * z to its unit's, and widens its unit's bounds to hold h.
   *
   * @param z rows x units
   * @param h rows x units
   * @param sums of every unit the sum of z, then of every unit that of z * z
   * @param bounds of every unit the least h, then of every unit the greatest
   */
  void units(double[] z, double[] h, int rows, double[] sums, double[] bounds);

  /** The same of float32, in double. */
  void units(float[] z, float[] h, int rows, double[] sums, double[] bounds);
}
