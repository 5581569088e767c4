package io.ogive.bench.rules;

import io.ogive.data.BlockStore;
import io.ogive.health.HealthLevel;
import io.ogive.health.rules.RuleSettings;
import io.ogive.solver.DivergedException;
import io.ogive.spark.Diagnosis;
import io.ogive.spark.Diagnosis.Told;
import io.ogive.spark.HealthSpec;
import io.ogive.spark.Ingest;
import io.ogive.spark.Ingested;
import io.ogive.spark.InputSpec;
import io.ogive.spark.ModelSpec;
import io.ogive.spark.TrainSpec;
import io.ogive.spark.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.SparkSession;

/**
 * One training under all rules at level full.
 *
 * @param seed redraws the rows, their partitions and the split
 * @param share of the rows that are drawn
 */
record Trial(
    RealRows rows,
    String model,
    ModelSpec spec,
    long seed,
    double share,
    int partitions,
    Plant plant) {
  private static final double TEST_SHARE = 0.2;
  private static final long SLOW = 300;

  /**
   * What rules said.
   *
   * @param exercised the rules that had something to look at
   */
  record Result(Trial trial, List<Told> alerts, Set<String> exercised) {}

  Result run(SparkSession spark) {
    InputSpec input = rows.input(new InputSpec.Split.ByHash(TEST_SHARE, seed));
    TrainSpec recipe =
        new TrainSpec(input, spec, new HealthSpec(HealthLevel.FULL, HealthSpec.EVERY));
    List<Told> alerts = new ArrayList<>();
    Diagnosis diagnosis = new Diagnosis(RuleSettings.defaults(), recipe, alerts::add);
    try (DealtRows dealt = DealtRows.of(rows, seed, share, partitions, plant)) {
      Ingested ingested = Ingest.of(dealt.frame(spark), input);
      try (BlockStore store = ingested.store()) {
        Trainer.rounds(ingested, recipe, this::through, diagnosis);
      } catch (DivergedException e) {
        return new Result(this, alerts, diagnosis.exercised());
      }
    }
    return new Result(this, alerts, diagnosis.exercised());
  }

  /** The partition that is planted. */
  int where() {
    return Plant.where(partitions);
  }

  private BlockStore through(BlockStore store) {
    return plant == Plant.SLOW ? new SlowStore(store, where(), SLOW) : store;
  }

  @Override
  public String toString() {
    return "%s %s seed %d, %d partitions%s"
        .formatted(
            rows.name(),
            model,
            seed,
            partitions,
            plant == Plant.NONE ? "" : ", " + plant.name().toLowerCase(java.util.Locale.ROOT));
  }
}
