package io.ogive.bench;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.launcher.JavaModuleOptions;

/** Starts the peers' processes, all JVMs with the same flags, heap and environment. */
final class Peers {
  static final String SKLEARN = "scikit-learn";
  static final String PYTORCH = "pytorch";
  static final String LIBLINEAR = "liblinear";

  /** What the scripts of peers in Python have in common. */
  private static final String LINES = "peer_lines.py";

  private static final String[] KEPT = {"PATH", "HOME", "LANG", "LC_ALL", "JAVA_HOME", "TMPDIR"};

  private final BenchOptions options;

  Peers(BenchOptions options) {
    this.options = options;
  }

  /**
   * A peer with the rows of a work.
   *
   * @throws PeerException if it is not installed, or fails
   */
  Contestant ready(String name, Work work, Rows rows) throws IOException {
    if (name.equals(LIBLINEAR)) {
      return Liblinear.loaded(rows, options.folder(), work.name());
    }
    if (!name.equals(SKLEARN)) {
      return ChildContestant.loaded(jvm(name), work);
    }
    Path log = options.folder().resolve(name + ".log");
    Child child = Child.start(name, python(), environment(options.threads()), log);
    Path file = options.folder().resolve(work.name() + ".f64");
    RowFiles.raw(rows, file);
    Contestant ready = ChildContestant.loaded(child, work, rows, file);
    Files.delete(file);
    return ready;
  }

  /**
   * A JVM that serves as {@code name}, with nothing loaded.
   *
   * @param flags of the JVM, besides those of all
   */
  Child jvm(String name, String... flags) throws IOException {
    List<String> command = java(name);
    command.addAll(1, List.of(flags));
    return Child.start(name, command, environment(1), options.folder().resolve(name + ".log"));
  }

  /** Nothing of the caller's settings for BLAS, Spark or Java gets through. */
  private static Map<String, String> environment(int blasThreads) {
    Map<String, String> environment = new TreeMap<>();
    for (String name : KEPT) {
      String value = System.getenv(name);
      if (value != null) {
        environment.put(name, value);
      }
    }
    environment.put("OPENBLAS_NUM_THREADS", Integer.toString(blasThreads));
    environment.put("OMP_NUM_THREADS", Integer.toString(blasThreads));
    environment.put("SPARK_LOCAL_IP", "127.0.0.1");
    return environment;
  }

  private List<String> java(String name) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xms" + options.heap());
    command.add("-Xmx" + options.heap());
    command.add("-XX:+AlwaysPreTouch");
    command.addAll(List.of(JavaModuleOptions.defaultModuleOptions().trim().split("\\s+")));
    String log4j = System.getProperty("log4j2.configurationFile");
    if (log4j != null) {
      command.add("-Dlog4j2.configurationFile=" + log4j);
    }
    command.add("-Dspark.master=local[" + options.threads() + "]");
    command.add("-Dspark.ui.enabled=false");
    command.add("-Dspark.driver.host=127.0.0.1");
    command.add("-Dspark.ui.showConsoleProgress=false");
    command.add("-Dspark.sql.warehouse.dir=" + options.folder().resolve("warehouse"));
    command.add("-cp");
    command.add(classPath());
    command.addAll(
        List.of("io.ogive.job.Ogive", "bench-worker", name, options.folder().toString()));
    return command;
  }

  /** Spark's class path, and Ogive's jar or classes, which spark-submit loads in another way. */
  private static String classPath() {
    try {
      Path ogive = Path.of(Peers.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return ogive + System.getProperty("path.separator") + System.getProperty("java.class.path");
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * PyTorch or scikit-learn for networks, with nothing loaded.
   *
   * @throws PeerException if it is not installed
   */
  Child network(String name) throws IOException {
    List<String> command =
        name.equals(PYTORCH)
            ? python("network_peer.py", "torch", "PyTorch", "torch")
            : python("network_peer.py", "sklearn", "scikit-learn", "scikit-learn");
    command.add(name);
    command.add(Integer.toString(options.threads()));
    Path log = options.folder().resolve(name + "-network.log");
    return Child.start(name, command, environment(options.threads()), log);
  }

  private List<String> python() throws IOException {
    return python("sklearn_peer.py", "sklearn", "scikit-learn", "scikit-learn");
  }

  private List<String> python(String file, String module, String title, String pip)
      throws IOException {
    copy(LINES);
    Path script = copy(file);
    for (String python : List.of("python3", "/usr/bin/python3")) {
      if (succeeds(python, "-c", "import " + module)) {
        return new ArrayList<>(List.of(python, script.toString()));
      }
    }
    throw new PeerException(
        "%s is not installed; apt-get install python3-%s, or pip install %s"
            .formatted(title, module, pip));
  }

  private Path copy(String file) throws IOException {
    Path copied = options.folder().resolve(file);
    try (var in = Peers.class.getResourceAsStream(file)) {
      return Files.write(copied, in.readAllBytes());
    }
  }

  private static boolean succeeds(String... command) {
    try {
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
      return builder.start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
