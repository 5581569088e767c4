package io.ogive.math;

final class KernelProvider {
  static final Kernels BEST = null;

  private KernelProvider() {}
}
