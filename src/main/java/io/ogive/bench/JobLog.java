package io.ogive.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;

/** The Spark jobs of a fit, by their description. */
final class JobLog extends SparkListener {
  private final Map<Integer, SparkListenerJobStart> running = new HashMap<>();
  private final List<Job> done = new ArrayList<>();

  /** One job. */
  record Job(String description, long milliseconds) {}

  static JobLog of(SparkContext spark) {
    JobLog log = new JobLog();
    spark.addSparkListener(log);
    return log;
  }

  @Override
  public synchronized void onJobStart(SparkListenerJobStart start) {
    running.put(start.jobId(), start);
  }

  @Override
  public synchronized void onJobEnd(SparkListenerJobEnd end) {
    SparkListenerJobStart start = running.remove(end.jobId());
    String description = start.properties().getProperty("spark.job.description");
    done.add(new Job(description == null ? "" : description, end.time() - start.time()));
  }

  /** The jobs since the last call; waits for those that the listener has yet to hear of. */
  List<Job> take(SparkContext spark) {
    try {
      spark.listenerBus().waitUntilEmpty(10_000);
    } catch (Exception e) { // Scala does not declare what it throws: a figure less, no more
      return List.of();
    }
    synchronized (this) {
      List<Job> taken = List.copyOf(done);
      done.clear();
      return taken;
    }
  }
}
