package io.ogive.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.spark.launcher.JavaModuleOptions;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.ShutdownHookManager;

/**
 * A master, workers and executors in processes of their own, started from this JVM's class path.
 *
 * <p>As with {@link LocalSpark}, the session before is stopped.
 */
public final class LocalCluster {
  private static final int EXECUTOR_MEGABYTES = 768;
  private static final long PATIENCE_MILLIS = 90_000;
  private static final long POLL_NANOS = 20_000_000;

  private LocalCluster() {}

  /**
   * A session on {@code executors} executors of {@code cores} cores each.
   *
   * @throws IllegalStateException if they are not there after 90 seconds
   */
  public static SparkSession session(int executors, int cores) {
    return session(executors, cores, "auto");
  }

  /**
   * The same with executors that use certain kernels.
   *
   * @param kernels a value of the property {@code ogive.kernels}
   */
  public static SparkSession session(int executors, int cores, String kernels) {
    String master = "local-cluster[%d,%d,%d]".formatted(executors, cores, EXECUTOR_MEGABYTES);
    return withSparkHome(
        () -> {
          SparkSession.Builder builder =
              SparkSession.builder()
                  .master(master)
                  .config("spark.executor.memory", EXECUTOR_MEGABYTES + "m")
                  .config("spark.executor.extraClassPath", absoluteClassPath())
                  .config("spark.executor.extraJavaOptions", executorOptions(kernels))
                  .config("spark.executorEnv.SPARK_SCALA_VERSION", "2.13")
                  .config("spark.executorEnv.SPARK_LOCAL_IP", "127.0.0.1");
          SparkSession session = LocalSpark.session(master + " " + kernels, builder);
          await(session, executors);
          return session;
        });
  }

  /**
   * Spark's worker looks for its home in the environment, which Java cannot set, unless the
   * properties of Spark's own tests are there; they are taken back once the workers run.
   */
  private static SparkSession withSparkHome(Supplier<SparkSession> start) {
    try {
      Path home = Files.createTempDirectory("spark-home");
      ShutdownHookManager.registerShutdownDeleteDir(home.toFile());
      Files.createDirectories(home.resolve("jars"));
      System.setProperty("spark.testing", "true");
      System.setProperty("spark.test.home", home.toString());
      return start.get();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      System.clearProperty("spark.testing");
      System.clearProperty("spark.test.home");
    }
  }

  /** Relative entries would be looked for in the executors' own folders. */
  private static String absoluteClassPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> new File(entry).getAbsolutePath())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String executorOptions(String kernels) {
    return JavaModuleOptions.defaultModuleOptions()
        + " --add-modules=jdk.incubator.vector -XX:-UsePerfData -Dogive.kernels="
        + kernels;
  }

  private static void await(SparkSession session, int executors) {
    long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
    int driver = 1;
    while (session.sparkContext().statusTracker().getExecutorInfos().length < executors + driver) {
      if (System.nanoTime() > deadline) {
        LocalSpark.stop();
        throw new IllegalStateException(
            "no %d executors after %d ms; see the work folder's logs"
                .formatted(executors, PATIENCE_MILLIS));
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }
}
