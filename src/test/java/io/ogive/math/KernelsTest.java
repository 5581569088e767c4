package io.ogive.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KernelsTest {
  /** Called by name from another class loader. */
  public static String bestName() {
    return Kernels.best().name();
  }

  /** The main method of a child JVM. */
  public static void main(String[] args) {
    System.out.println(Kernels.best().name() + ", " + Kernels.best().name());
  }

  private static String choose(String choice) throws Exception {
    return FreshMath.call(choice, "io.ogive.math.KernelsTest", "bestName");
  }

  private static List<String> child(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), KernelsTest.class.getName()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.endsWith("JAVA_OPTIONS"));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output.lines().filter(line -> !line.contains("incubator modules")).toList();
  }

  @Test
  void simdIsTheDefaultWhereThereIsAny() throws Exception {
    assertThat(choose("auto")).isEqualTo(Kernels.vector().orElseThrow().name());
    assertThat(choose("vector")).isEqualTo(Kernels.vector().orElseThrow().name());
  }

  @Test
  void thePropertyChooses() throws Exception {
    assertThat(choose("scalar")).isEqualTo("scalar");
    assertThat(choose("vector-128")).isEqualTo("vector 128");
  }

  @Test
  void anUnknownChoiceIsRefusedWithTheKnownOnes() {
    for (int attempt = 0; attempt < 2; attempt++) {
      assertThatThrownBy(() -> choose("avx"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "ogive.kernels is 'avx'; it must be one of "
                  + "auto, scalar, vector, vector-512, vector-256, vector-128");
    }
  }

  @Test
  void aJvmWithoutTheModuleSaysSoOnceAndRunsScalar() throws Exception {
    assertThat(child())
        .containsExactly(
            "ogive: scalar kernels, slower and with the same bits: the JVM runs without the "
                + "Vector API; start it with --add-modules jdk.incubator.vector",
            "scalar, scalar");
  }

  @Test
  void scalarByChoiceIsSilent() throws Exception {
    assertThat(child("-Dogive.kernels=scalar")).containsExactly("scalar, scalar");
  }

  @Test
  void withTheModuleNothingIsSaid() throws Exception {
    String name = Kernels.vector().orElseThrow().name();
    assertThat(child("--add-modules", "jdk.incubator.vector")).containsExactly(name + ", " + name);
  }

  @Test
  void useHoldsUntilItIsClosed() {
    Kernels before = Kernels.best();
    Kernels.Use scalar = Kernels.use(Kernels.scalar());
    assertThat(Kernels.best()).isSameAs(Kernels.scalar());
    Kernels.Use sloppy = Kernels.use(new SloppyKernels());
    assertThat(Kernels.best().name()).isEqualTo("sloppy");
    sloppy.close();
    assertThat(Kernels.best()).isSameAs(Kernels.scalar());
    scalar.close();
    assertThat(Kernels.best()).isSameAs(before);
    assertThatThrownBy(() -> Kernels.use(null)).isInstanceOf(NullPointerException.class);
  }
}
