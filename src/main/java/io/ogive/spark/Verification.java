package io.ogive.spark;

import java.util.List;

/**
 * What {@link Verifier} found.
 *
 * @param sparkSha256 of the model file trained on Spark
 * @param twinSha256 of the model file trained on one core
 * @param checks each difference with what it may be
 */
public record Verification(String sparkSha256, String twinSha256, List<Check> checks) {
  public Verification {
    checks = List.copyOf(checks);
  }

  /**
   * One comparison.
   *
   * @param what is compared with what
   * @param difference the largest one found
   * @param tolerance the largest one allowed
   */
  public record Check(String what, double difference, double tolerance) {
    /** Whether the difference is within the tolerance; NaN is not. */
    public boolean holds() {
      return difference <= tolerance;
    }
  }

  /** Whether the files are the same bytes and every check holds. */
  public boolean holds() {
    return sparkSha256.equals(twinSha256) && checks.stream().allMatch(Check::holds);
  }
}
