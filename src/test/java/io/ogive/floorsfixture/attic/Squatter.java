package io.ogive.floorsfixture.attic;

/** Lives in a package that no floor has. */
final class Squatter {}
