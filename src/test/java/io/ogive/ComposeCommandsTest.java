package io.ogive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/**
 * The commands of docker/compose.yaml, run without containers: each service is a process on
 * loopback, in the order of the file, and what stands in the image stands in a folder.
 */
@Tag("cluster")
class ComposeCommandsTest {
  private static final Path ROOT = Path.of(System.getProperty("project.basedir", ""));
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir private Path folder;
  private final Map<String, Process> running = new LinkedHashMap<>();
  private final Map<String, String> stands = new LinkedHashMap<>();
  private Map<String, List<String>> commands;
  private int page;

  @BeforeEach
  void layOutWhatTheImageHas() throws IOException {
    commands = commands(ROOT.resolve("docker/compose.yaml"));
    classPathJar(Files.createDirectories(folder.resolve("spark/jars")).resolve("all.jar"));
    page = freePort();
    // Longer names first: worker-1 also stands in /tmp/worker-1.
    stands.put("/opt/ogive/ogive.jar", folder.resolve("ogive.jar").toString());
    stands.put("/opt/ogive/", ROOT.toAbsolutePath() + "/");
    stands.put("/tmp/", folder + "/");
    stands.put("/runs/", folder + "/runs/");
    stands.put("spark://master:7077", "spark://127.0.0.1:" + freePort());
    stands.put("spark.driver.host=job", "spark.driver.host=127.0.0.1");
  }

  @AfterEach
  void stop() throws InterruptedException {
    List<Process> processes = new ArrayList<>(running.values());
    for (int i = processes.size() - 1; i >= 0; i--) {
      Process process = processes.get(i);
      process.destroy();
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    }
  }

  @Test
  void twoWorkersRegisterAndTheJobRuns() throws Exception {
    start("master");
    awaitWorkers(0);
    start("worker-1");
    start("worker-2");
    awaitWorkers(2);

    jar(ROOT.resolve("target/classes"), folder.resolve("ogive.jar"));
    Process job = start("job");
    assertThat(job.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("job ended").isTrue();
    assertThat(job.exitValue()).as("exit code of%n%s", log("job")).isZero();
    assertThat(folder.resolve("runs/churn/_SUCCESS")).exists();
  }

  private Process start(String service) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(Arrays.asList(JavaModuleOptions.defaultModuleOptionArray()));
    command.addAll(List.of("-Xmx1g", "-cp", folder.resolve("spark/jars") + "/*"));
    command.addAll(words(service));
    Path log = folder.resolve(service + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(ROOT.toAbsolutePath().toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("SPARK_HOME", folder.resolve("spark").toString());
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    Process process = builder.start();
    running.put(service, process);
    return process;
  }

  /** A service's command with this machine's names for hosts, ports and files. */
  private List<String> words(String service) {
    List<String> words = new ArrayList<>();
    String before = "";
    for (String word : commands.get(service)) {
      words.add(
          switch (before) {
            case "--host" -> "127.0.0.1";
            case "--port" -> stands.get("spark://master:7077").replaceAll(".*:", "");
            case "--webui-port" -> service.equals("master") ? Integer.toString(page) : "0";
            default -> onThisMachine(word);
          });
      before = word;
    }
    return words;
  }

  private String onThisMachine(String word) {
    if (word.equals("/opt/spark/bin/spark-submit")) {
      return "org.apache.spark.deploy.SparkSubmit";
    }
    for (Map.Entry<String, String> stand : stands.entrySet()) {
      if (word.contains(stand.getKey())) {
        return word.replace(stand.getKey(), stand.getValue());
      }
    }
    return word;
  }

  private void awaitWorkers(int expected) throws Exception {
    Pattern alive = Pattern.compile("\"aliveworkers\"\\s*:\\s*" + expected + "\\b");
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + page + "/json/"))
            .timeout(Duration.ofSeconds(5))
            .build();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    String answer = "";
    while (System.nanoTime() < deadline) {
      for (String service : running.keySet()) {
        assertThat(running.get(service).isAlive()).as("%s:%n%s", service, log(service)).isTrue();
      }
      try {
        answer = client.send(request, BodyHandlers.ofString()).body();
      } catch (IOException e) {
        answer = e.toString();
      }
      if (alive.matcher(answer).find()) {
        return;
      }
      Thread.sleep(100);
    }
    throw new AssertionError(expected + " workers should register, the master says " + answer);
  }

  private String log(String service) {
    try {
      return Files.readString(folder.resolve(service + ".log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Each service's command, without the script that only finds Java and Spark's class path. */
  private static Map<String, List<String>> commands(Path compose) throws IOException {
    Map<String, Object> file = new Yaml().load(Files.readString(compose));
    Map<String, List<String>> commands = new LinkedHashMap<>();
    for (Map.Entry<?, ?> service : ((Map<?, ?>) file.get("services")).entrySet()) {
      List<String> words = new ArrayList<>();
      for (Object word : (List<?>) ((Map<?, ?>) service.getValue()).get("command")) {
        words.add((String) word);
      }
      if (words.get(0).equals("/opt/spark/bin/spark-class")) {
        words.remove(0);
      }
      commands.put((String) service.getKey(), words);
    }
    return commands;
  }

  /** One jar that names all jars of this test's class path, and so stands for Spark's. */
  private static void classPathJar(Path jar) throws IOException {
    String entries =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> entry.endsWith(".jar"))
            .map(entry -> Path.of(entry).toUri().toString())
            .collect(Collectors.joining(" "));
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, entries);
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
  }

  private static void jar(Path classes, Path jar) {
    ToolProvider tool = ToolProvider.findFirst("jar").orElseThrow();
    int code =
        tool.run(
            System.err,
            System.err,
            "--create",
            "--file",
            jar.toString(),
            "-C",
            classes.toString(),
            ".");
    assertThat(code).as("exit code of jar").isZero();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
