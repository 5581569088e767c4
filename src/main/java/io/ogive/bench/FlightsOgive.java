package io.ogive.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ogive.model.LogisticModel;
import io.ogive.model.ModelFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The command {@code train} from flights to a run folder; every level has a slot.
 *
 * @param program runs {@code train}
 * @param run the run folder
 */
record FlightsOgive(Program program, Path run) implements Peer {
  private static final String VIEW = "flights";

  private static final String CONFIGURATION =
      """
      run.name = flights
      input { table = %s, label = %s }
      features.full-levels = true
      model.logistic.l2 = %s
      """;

  @Override
  public Trained fit(Dataset<Row> table, double lambda) {
    try {
      table.createOrReplaceTempView(VIEW);
      Path configuration = run.resolveSibling("flights.conf");
      Files.writeString(configuration, CONFIGURATION.formatted(VIEW, Frames.LABEL, lambda));
      int code =
          program.run(
              "train",
              "--config",
              configuration.toString(),
              "--output",
              run.toString(),
              "--overwrite");
      if (code != 0) {
        throw new PeerException("train ended with exit code " + code);
      }
      LogisticModel model =
          (LogisticModel) ModelFile.read(Files.readAllBytes(run.resolve("model/model.ogive")));
      JsonNode summary = new ObjectMapper().readTree(run.resolve("summary.json").toFile());
      Map<String, Double> phases = new TreeMap<>();
      summary
          .path("seconds")
          .properties()
          .forEach(phase -> phases.put(phase.getKey(), phase.getValue().asDouble()));
      return new Trained(
          FlightsTable.ordered(
              model.features().slotNames(), model.weights()[0], model.rawIntercept(0)),
          summary.path("passes").asInt(),
          List.of(),
          phases);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
