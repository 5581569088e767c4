package io.ogive.spark;

import io.ogive.data.BlockSet;
import io.ogive.data.Pass;
import io.ogive.data.Total;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkContext;
import org.apache.spark.rdd.RDD;

/**
 * Shards in the cached partitions of an RDD; a pass is one Spark job of one stage, or of two or
 * more where its totals are large and many.
 *
 * <p>Where all shards together are small, and in local mode, passes go over them on the driver
 * instead: see {@link NearShards}.
 *
 * <p>Each task adds the totals of its shards, the driver adds those of the tasks. Totals are exact,
 * so neither grouping nor order can matter; a retried task replaces its result and cannot count
 * twice. Shards whose blocks are lost are built again and passed over then.
 */
public final class SparkBlockSet implements BlockSet {
  private static final int MOST_ATTEMPTS = 4;

  private final CachedPartitions partitions;
  private final PassSettings settings;
  private Optional<NearShards> near = Optional.empty();
  private boolean soughtNear;

  SparkBlockSet(CachedPartitions partitions, PassSettings settings) {
    this.partitions = partitions;
    this.settings = settings;
  }

  CachedPartitions partitions() {
    return partitions;
  }

  @Override
  public <T extends Total<T>> T aggregate(Pass<T> pass) {
    SparkContext spark = partitions.context();
    String before = spark.getLocalProperty("spark.job.description");
    spark.setJobDescription(described(before, pass.description()));
    try {
      Outcome<T> outcome = near(pass).orElseGet(() -> far(pass, spark));
      if (outcome.error().isPresent()) {
        throw outcome.error().get();
      }
      settings.envelopes().accept(List.copyOf(outcome.envelopes()));
      return outcome
          .total()
          .orElseThrow(() -> new IllegalStateException("there is no block to pass over"));
    } finally {
      spark.setJobDescription(before);
    }
  }

  /** What a pass does, after what the caller says of all its jobs. */
  static String described(String before, String pass) {
    return before == null || before.isBlank() ? pass : before + " · " + pass;
  }

  /** What a pass finds on the driver, if all shards are there. */
  private <T extends Total<T>> Optional<Outcome<T>> near(Pass<T> pass) {
    Optional<Outcome<T>> found = near().map(shards -> shards.run(pass));
    if (found.isPresent() && !found.get().missing().isEmpty()) {
      close(); // their room was wanted for something else
      return Optional.empty();
    }
    return found;
  }

  /** The shards on the driver, if they may be there; looked for once. */
  private Optional<NearShards> near() {
    if (settings.mostNear() > 0 && !soughtNear) {
      soughtNear = true;
      partitions.buildAtFirst();
      near = NearShards.of(partitions, settings.mostNear());
    }
    return settings.mostNear() > 0 ? near : Optional.empty();
  }

  /** Lets go of what is on the driver. */
  void close() {
    near.ifPresent(NearShards::close);
    near = Optional.empty();
  }

  private <T extends Total<T>> Outcome<T> far(Pass<T> pass, SparkContext spark) {
    try (PassSource source = PassSource.of(pass, spark)) {
      return outcome(pass, source);
    }
  }

  /** What a pass finds in all shards; those that are lost are built again. */
  private <T extends Total<T>> Outcome<T> outcome(Pass<T> pass, PassSource source) {
    PassTask task = new PassTask(source, partitions.id());
    partitions.buildAtFirst();
    Outcome<T> whole = new Outcome<>();
    RDD<int[]> groups = partitions.tasks(settings.tasks());
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      Outcome<T> more = settings.gathering(pass, source.isLarge()).run(groups, task);
      List<Integer> missing = List.copyOf(more.missing());
      whole.mergeWith(more);
      if (missing.isEmpty()) {
        return whole;
      }
      partitions.build(missing);
      groups = partitions.tasks(settings.tasks(), missing);
    }
    throw new IllegalStateException(
        "blocks are lost as fast as they are built; give the executors more memory or disk");
  }
}
