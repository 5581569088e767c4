package io.ogive.health.rules;

import java.util.ArrayList;
import java.util.List;

/** What a judge makes of one round. */
public final class Verdict {
  private final List<Finding> found = new ArrayList<>();
  private boolean suspects;

  void found(Finding finding) {
    found.add(finding);
  }

  /** Something may be wrong: the next round is worth a closer look. */
  void suspect() {
    suspects = true;
  }

  List<Finding> found() {
    return found;
  }

  /** Whether there is reason to measure the next round fully. */
  boolean suspects() {
    return suspects;
  }
}
