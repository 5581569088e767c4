package io.ogive.health.rules;

/**
 * Something that is wrong with a training, told once.
 *
 * @param round in which the rule first fired at this severity
 * @param rule its id
 */
public record Alert(int round, String rule, Finding finding) {
  public Severity severity() {
    return finding.severity();
  }

  public Place place() {
    return finding.place();
  }
}
