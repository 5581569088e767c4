package io.ogive.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import io.ogive.spark.SessionDefaults;
import io.ogive.spark.WarmUp;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The child's side of the line protocol: a request a line, its words apart by tabs, and for each an
 * answer of one line, {@link Line#MARK} and a JSON object.
 *
 * <pre>
 * load SOURCE          reads or makes the rows and caches them as a DataFrame
 * fit LAMBDA FILE      fits, leaves the model in the file
 * heap LAMBDA          the live heap before and, at most, during some fits
 * pairs WHAT LAMBDA N  N pairs of timings of what costs little, see {@link Pairs}; Ogive only
 * images FOLDER        the same for networks, of the pictures in a folder
 * train N SEED B R     fits a network, see {@link NetworkPeer.Recipe}
 * deep INIT SOLVER BN SEED  fits a {@link DeepNetwork}; Ogive only
 * products             matrix products beside those of a native BLAS; Ogive only
 * quit
 * </pre>
 */
public final class Worker {
  /** The phase that is outside of the clock: peers fit and do not evaluate. */
  private static final String EVALUATION = "evaluate";

  /** A fit may be over before the heap was looked at twice. */
  private static final int HEAP_FITS = 6;

  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final String name;
  private final SparkSession spark;
  private final Program program;
  private final Path folder;
  private final JobLog jobs;
  private Dataset<Row> frame;
  private Peer peer;
  private NetworkSide network;

  private Worker(String name, SparkSession spark, Program program, Path folder) {
    this.name = name;
    this.spark = spark;
    this.program = program;
    this.folder = folder;
    this.jobs = JobLog.of(spark.sparkContext());
  }

  /**
   * Serves requests until {@code quit} or the end of input.
   *
   * @param name a name of {@link PeerNames}
   * @param program for works that measure a whole command
   * @param folder takes what such works save
   */
  public static void serve(
      String name, Program program, Path folder, InputStream in, PrintStream out)
      throws IOException {
    SparkSession spark = SparkSession.builder().appName("ogive bench " + name).getOrCreate();
    if (name.equals(PeerNames.OGIVE)) {
      SessionDefaults.apply(spark);
    }
    Worker worker = new Worker(name, spark, program, folder);
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] words = line.split("\t", -1);
      if (words[0].equals("quit")) {
        break;
      }
      out.println(worker.answer(words));
      out.flush();
    }
    spark.stop();
  }

  private String answer(String[] words) {
    try {
      return Line.answer(done(words));
    } catch (Exception | OutOfMemoryError e) {
      e.printStackTrace(System.err);
      return Line.failure(e);
    }
  }

  private ObjectNode done(String[] words) throws Exception {
    return switch (words[0]) {
      case "load" -> load(words[1]);
      case "fit" -> fit(Double.parseDouble(words[1]), Path.of(words[2]));
      case "heap" -> heap(Double.parseDouble(words[1]));
      case "pairs" ->
          Pairs.of(words[1], frame, Double.parseDouble(words[2]), Integer.parseInt(words[3]));
      case "images" -> {
        network = NetworkSide.load(spark, name, Path.of(words[1]));
        yield Line.object().put("version", spark.version());
      }
      case "train" -> network.train(NetworkPeer.Recipe.of(words));
      case "deep" -> network.train(DeepNetwork.of(words));
      case "products" -> Products32.timed();
      default -> throw new IllegalArgumentException("there is no request '" + words[0] + "'");
    };
  }

  private ObjectNode load(String source) throws IOException {
    if (frame != null) {
      frame.unpersist(true);
    }
    if (name.equals(PeerNames.OGIVE) && !Source.isForNetworks(source)) {
      WarmUp.start(); // as the command train does
    }
    Optional<String> flights = Source.flights(source);
    if (flights.isPresent()) {
      frame = FlightsTable.of(spark, flights.get());
      peer = PeerNames.ofFlights(name, program, folder);
      return Line.object().put("version", spark.version());
    }
    peer = PeerNames.ofVectors(name);
    Rows rows = Source.rows(source);
    frame = Frames.cached(spark, rows);
    return Line.object()
        .put("version", spark.version())
        .put("rows", rows.size())
        .put("columns", rows.columns());
  }

  private ObjectNode fit(double lambda, Path file) throws IOException {
    jobs.take(spark.sparkContext());
    long processor = SYSTEM.getProcessCpuTime();
    long start = System.nanoTime();
    Peer.Trained trained = peer.fit(frame, lambda);
    double whole = (System.nanoTime() - start) / 1e9;
    double seconds = whole - trained.seconds().getOrDefault(EVALUATION, 0.0);
    double cpu = (SYSTEM.getProcessCpuTime() - processor) / 1e9;
    trained.model().write(file);
    ObjectNode answer = Line.object().put("seconds", seconds).put("cpu_seconds", cpu);
    answer.put("iterations", trained.iterations());
    ArrayNode objectives = answer.putArray("objectives");
    trained.objectives().forEach(objectives::add);
    ObjectNode phases = answer.putObject("phases");
    trained.seconds().forEach(phases::put);
    ArrayNode list = answer.putArray("jobs");
    jobs.take(spark.sparkContext())
        .forEach(
            job ->
                list.addObject()
                    .put("description", job.description())
                    .put("milliseconds", job.milliseconds()));
    return answer;
  }

  private ObjectNode heap(double lambda) throws InterruptedException {
    long before = LiveHeap.bytes();
    long most =
        LiveHeap.most(
            () -> {
              for (int fit = 0; fit < HEAP_FITS; fit++) {
                peer.fit(frame, lambda);
              }
            });
    return Line.object().put("before", before).put("most", most);
  }
}
