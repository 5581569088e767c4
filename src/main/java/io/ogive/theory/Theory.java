package io.ogive.theory;

import io.ogive.math.Sigmoid;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** All claims, measured in the order in which they build on each other. */
public final class Theory {
  private final List<Finding> findings;

  Theory(List<Finding> findings) {
    this.findings = List.copyOf(findings);
  }

  /**
   * Measures claims on the bundled digits, on one core: the same figures each time.
   *
   * @param only a part of the name of each claim to measure; empty for all
   * @param progress is told of each claim before it is measured
   * @throws IllegalArgumentException if there is no such claim
   */
  public static Theory measure(String only, Consumer<String> progress) {
    List<Claim> all = claims(Digits.bundled());
    List<Claim> wanted = all.stream().filter(claim -> claim.name().contains(only)).toList();
    if (wanted.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no claim '%s'; there are %s"
              .formatted(only, String.join(", ", all.stream().map(Claim::name).toList())));
    }
    return measure(wanted, progress);
  }

  static Theory measure(List<Claim> claims, Consumer<String> progress) {
    List<Finding> findings = new ArrayList<>();
    for (Claim claim : claims) {
      progress.accept(claim.name());
      findings.add(claim.measure());
    }
    return new Theory(findings);
  }

  static List<Claim> claims(Rows digits) {
    return List.of(
        new LinearCore(digits, Sigmoid::sigmoid),
        new BaseRateStart(digits),
        new SteepestSlope(digits, Sigmoid::sigmoid),
        new GradientByDepth(digits, 0.25),
        new ConfidentlyWrong(digits),
        new Recentring(digits, 4),
        new SaturatedBatchNorm(digits),
        new TanhRewrite(digits, 2),
        new WideningLayer());
  }

  /** Whether each row is within its tolerance. */
  public boolean holds() {
    return findings.stream().allMatch(Finding::holds);
  }

  /**
   * A line for each row: claim, figure, prediction, measurement, tolerance, and whether it holds.
   */
  public String table() {
    return TheoryText.of(findings);
  }

  /** The same with a plot a claim, as one HTML file that needs nothing else. */
  public String page() {
    return TheoryPage.of(findings);
  }

  List<Finding> findings() {
    return findings;
  }
}
