package io.ogive.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ogive.math.Kernels;
import io.ogive.model.LogisticModel;
import io.ogive.model.ModelFile;
import io.ogive.report.Report;
import io.ogive.solver.LogisticPath;
import io.ogive.solver.Round;
import io.ogive.spark.Cure;
import io.ogive.spark.Diagnosis;
import io.ogive.spark.Diagnosis.Told;
import io.ogive.spark.HealthLogger;
import io.ogive.spark.ModelSpec;
import io.ogive.spark.RunWatch;
import io.ogive.spark.Trainer;
import io.ogive.spark.TrainingListener;
import io.ogive.spark.TrainingResult;
import io.ogive.spark.WarmUp;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;

/**
 * One training run: from the recipe to a published folder, or to one that says why there is none.
 */
final class TrainRun {
  private final long since = System.nanoTime();
  private final JobSettings settings;
  private final Optional<StartModel> start;
  private final Conditions conditions;
  private final Console console;
  private final ObjectNode line;
  private final Progress progress;

  /**
   * A run.
   *
   * @param line filled with the run's figures as they come
   */
  TrainRun(
      JobSettings settings,
      Optional<StartModel> start,
      Conditions conditions,
      Console console,
      ObjectNode line) {
    this.settings = settings;
    this.start = start;
    this.conditions = conditions;
    this.console = console;
    this.line = line;
    this.progress = Progress.of(console.err(), settings.spec());
  }

  /** Trains and reports, and leaves nothing. */
  void withoutFolder() {
    TrainingResult result = train(progress, told -> {});
    finish(result, ModelFile.sha256(ModelFile.write(result.model())));
  }

  /** Trains into a folder; if that fails the folder says why, and the error goes on. */
  void into(RunFolder folder) {
    try {
      TrainingResult result;
      try (HealthLog health = new HealthLog(() -> folder.createAnew(RunFolder.HEALTH));
          AlertLog alerts = new AlertLog(() -> folder.createAnew(RunFolder.ALERTS));
          TensorBoardLog events = events(folder)) {
        result = train(TrainingListener.of(health, alerts, events, progress), alerts);
      }
      write(result, folder);
      folder.publish();
    } catch (Throwable e) {
      fail(folder, e);
      throw e;
    }
    console.say("run folder " + folder.output());
  }

  private TensorBoardLog events(RunFolder folder) {
    return settings.tensorBoard()
        ? TensorBoardLog.to(() -> folder.createAnew(RunFolder.TENSORBOARD))
        : TensorBoardLog.none();
  }

  private TrainingResult train(TrainingListener listener, Consumer<Told> alerts) {
    RunWatch watch = new RunWatch();
    LiveRun live = new LiveRun(settings);
    Consumer<Told> all =
        alerts
            .andThen(progress::alert)
            .andThen(watch::alert)
            .andThen(live::alert)
            .andThen(conditions.failOn());
    Diagnosis diagnosis = new Diagnosis(settings.rules(), settings.spec(), all);
    if (settings.spec().model() instanceof ModelSpec.Logistic) {
      WarmUp.startFor(settings.spec().input());
    }
    try (JobSession session = JobSession.open(settings.runName());
        watch;
        live) {
      header(session.spark());
      watch.attach(session.spark().sparkContext());
      live.attach(session.spark().sparkContext());
      TrainingResult result =
          Trainer.train(
              session.spark(),
              StartModel.into(settings.spec(), start),
              TrainingListener.of(
                  listener, diagnosis, watch, live, restarts(), new HealthLogger()));
      progress.end();
      return result;
    } finally {
      progress.end();
      AlertFigures.add(line, diagnosis);
    }
  }

  /** Tells of every start again. */
  private TrainingListener restarts() {
    return new TrainingListener() {
      @Override
      public void onRound(Round round) {}

      @Override
      public void onRestart(Cure cure) {
        console.say(
            "cure: %s, since in round %d %s: %s; again from round %d"
                .formatted(
                    cure.set(),
                    cure.alert().round(),
                    cure.alert().rule(),
                    cure.alert().finding().message(),
                    cure.from()));
      }
    };
  }

  private void header(SparkSession spark) {
    console.say(
        "%s: %s, Spark %s on %s, %s kernels"
            .formatted(
                settings.runName(),
                settings.modelKind(),
                spark.version(),
                spark.sparkContext().master(),
                Kernels.best().name()));
  }

  private void write(TrainingResult result, RunFolder folder) {
    byte[] model = ModelFile.write(result.model());
    String sha256 = ModelFile.sha256(model);
    finish(result, sha256);
    folder.write(RunFolder.MODEL, model);
    folder.write(
        RunFolder.PROVENANCE, Provenance.of(settings, start, result.fingerprint(), sha256));
    if (result.model() instanceof LogisticModel) {
      CoefficientsCsv.write(result.coefficients(), folder.create(RunFolder.COEFFICIENTS));
    }
    result.path().ifPresent(path -> PathFiles.of(path).forEach(folder::write));
    folder.write(RunFolder.CONFIGURATION, Rendering.hocon(settings.resolved()));
    folder.write(RunFolder.SUMMARY, Json.pretty(line));
    report(folder);
  }

  /** A report that cannot be drawn is no reason to lose a model. */
  private void report(RunFolder folder) {
    try {
      folder.write(RunFolder.REPORT, Report.draw(folder.files()));
    } catch (Exception | LinkageError e) {
      console.error("the report could not be drawn: " + e);
    }
  }

  private void finish(TrainingResult result, String sha256) {
    result.path().ifPresent(this::chosen);
    console.say("stopped: " + result.fit().reason().sentence());
    start.ifPresent(from -> from.tell(line, result.model().features()));
    ResultLine.add(line, result, progress.rounds(), sha256, (System.nanoTime() - since) / 1e9);
    conditions.requirements().forEach(requirement -> requirement.check(line));
    line.put("status", "done");
  }

  private void chosen(LogisticPath path) {
    LogisticPath.Step best = path.steps().get(path.best());
    console.say(
        "chosen: %s of %d penalties, held-out loss %.6f"
            .formatted(best.penalty(), path.steps().size(), best.heldOutLoss().orElseThrow()));
  }

  private void fail(RunFolder folder, Throwable error) {
    try {
      folder.write(RunFolder.CONFIGURATION, Rendering.hocon(settings.resolved()));
      folder.fail(Json.pretty(JobCommand.failure(line.deepCopy(), error)), () -> report(folder));
      console.say("what there is of the run is in " + folder.failed());
    } catch (OutputException e) {
      error.addSuppressed(e);
    }
  }
}
