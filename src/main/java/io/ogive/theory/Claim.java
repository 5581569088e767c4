package io.ogive.theory;

/** A claim of the theory that can be measured; says the same each time. */
interface Claim {
  String name();

  Finding measure();
}
