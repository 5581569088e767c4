package io.ogive.math;

import java.util.List;
import java.util.Optional;

/**
 * Chooses the kernels of this JVM, and is the one place that loads SIMD.
 *
 * <p>The system property {@code ogive.kernels}, read once, is {@code auto} (the default: SIMD where
 * there is any), {@code scalar}, {@code vector} (the widest), {@code vector-512}, {@code
 * vector-256} or {@code vector-128}. It decides the time, never the bits.
 */
final class KernelProvider {
  private static final String PROPERTY = "ogive.kernels";
  private static final List<String> CHOICES =
      List.of("auto", "scalar", "vector", "vector-512", "vector-256", "vector-128");
  private static final String VECTOR_KERNELS = "io.ogive.math.VectorKernels";

  private static final String VECTOR_PRODUCTS = "io.ogive.math.VectorProducts";

  private static final Kernels SCALAR = new ScalarKernels();

  private static volatile Kernels current;
  private static Optional<Kernels> vector;
  private static String whyScalar = "";

  private KernelProvider() {}

  static Kernels scalar() {
    return SCALAR;
  }

  static Kernels best() {
    Kernels known = current;
    return known != null ? known : choose();
  }

  /** The SIMD kernels at the width that the property asks for, if this JVM can run them. */
  static synchronized Optional<Kernels> vector() {
    if (vector == null) {
      vector = load();
    }
    return vector;
  }

  /** New products of the kind that {@link #best()} is. */
  static Products products() {
    if (best() == SCALAR || vector().isEmpty()) {
      return new ScalarProducts();
    }
    try {
      return Class.forName(VECTOR_PRODUCTS)
          .asSubclass(Products.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(VECTOR_PRODUCTS + " does not load where the kernels do", e);
    }
  }

  static synchronized Kernels.Use use(Kernels kernels) {
    Kernels before = best();
    current = kernels;
    return () -> current = before;
  }

  /**
   * The register width that the property asks for, or 0 for the machine's own.
   *
   * @throws IllegalArgumentException if the property is none of its values
   */
  static int bits() {
    String choice = choice();
    return choice.startsWith("vector-") ? Integer.parseInt(choice.substring(7)) : 0;
  }

  private static String choice() {
    String choice = System.getProperty(PROPERTY, "auto");
    if (!CHOICES.contains(choice)) {
      throw new IllegalArgumentException(
          "%s is '%s'; it must be one of %s"
              .formatted(PROPERTY, choice, String.join(", ", CHOICES)));
    }
    return choice;
  }

  private static synchronized Kernels choose() {
    if (current == null) {
      if (choice().equals("scalar")) {
        current = SCALAR;
      } else {
        current = vector().orElse(SCALAR);
        if (current == SCALAR) {
          System.err.printf(
              "ogive: scalar kernels, slower and with the same bits: %s%n", whyScalar);
        }
      }
    }
    return current;
  }

  private static Optional<Kernels> load() {
    bits();
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
      whyScalar =
          "the JVM runs without the Vector API; start it with --add-modules jdk.incubator.vector";
      return Optional.empty();
    }
    try {
      Kernels kernels =
          Class.forName(VECTOR_KERNELS)
              .asSubclass(Kernels.class)
              .getDeclaredConstructor()
              .newInstance();
      // The first call links the Vector API, so what fails, fails here.
      kernels.softplus(new double[64], new double[64], 64);
      if (bits() != 0 && !kernels.name().endsWith(" " + bits())) {
        System.err.printf(
            "ogive: registers of %d bits are wider than this machine's: %s kernels, the same"
                + " bits%n",
            bits(), kernels.name());
      }
      return Optional.of(kernels);
    } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
      Throwable cause = e.getCause() != null ? e.getCause() : e;
      whyScalar = "%s does not load (%s)".formatted(VECTOR_KERNELS, cause);
      return Optional.empty();
    }
  }
}
