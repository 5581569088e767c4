package io.ogive.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import io.ogive.model.Model;
import io.ogive.model.ModelFile;
import io.ogive.model.ModelFileException;
import io.ogive.spark.BadInputException;
import io.ogive.spark.MissingInputException;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A model as a run left it.
 *
 * @param sha256 of the model file
 * @param configuration the one it was trained by, secrets masked; empty where the file stands alone
 */
record TrainedModel(Model model, String sha256, Config configuration) {
  private static final String FILE = "model.ogive";
  private static final String BESIDE = "provenance.json";

  /**
   * Loads a model.
   *
   * @param location a run folder, its {@code model} folder, or the model file
   * @throws MissingInputException if there is no model there, or only a run that is not complete
   * @throws BadInputException if it cannot be read
   */
  static TrainedModel load(String location, Configuration hadoop) {
    Path named = HadoopFiles.named(location);
    FileSystem files = HadoopFiles.of(named, hadoop);
    try {
      Path file = find(files, named);
      byte[] bytes = HadoopFiles.read(files, file);
      Model model = ModelFile.read(bytes);
      return new TrainedModel(
          model, ModelFile.sha256(bytes), configuration(files, new Path(file.getParent(), BESIDE)));
    } catch (ModelFileException e) {
      throw new BadInputException("model '%s': %s".formatted(location, e.getMessage()), e);
    } catch (IOException e) {
      throw new MissingInputException(
          "model '%s' cannot be read: %s".formatted(location, e.getMessage()), e);
    }
  }

  private static Path find(FileSystem files, Path named) throws IOException {
    Path inRun = new Path(named, RunFolder.MODEL);
    if (files.exists(inRun)) {
      if (!files.exists(new Path(named, RunFolder.SUCCESS))) {
        throw new MissingInputException(
            "run '%s' is not complete, it has no %s; train it again"
                .formatted(named, RunFolder.SUCCESS),
            null);
      }
      return inRun;
    }
    Path inFolder = new Path(named, FILE);
    if (files.exists(inFolder)) {
      return inFolder;
    }
    if (!files.exists(named) || files.getFileStatus(named).isDirectory()) {
      throw new MissingInputException(
          "there is no model at '%s'; give a run folder or a model file".formatted(named), null);
    }
    return named;
  }

  private static Config configuration(FileSystem files, Path provenance) throws IOException {
    if (!files.exists(provenance)) {
      return ConfigFactory.empty();
    }
    String text =
        new String(HadoopFiles.read(files, provenance), java.nio.charset.StandardCharsets.UTF_8);
    try {
      String configuration = Json.line(Json.parse(text).path("configuration"));
      return ConfigFactory.parseString(
          configuration, ConfigParseOptions.defaults().setOriginDescription(provenance.toString()));
    } catch (JsonProcessingException | com.typesafe.config.ConfigException e) {
      throw new BadInputException(
          "%s cannot be read: %s; remove it and give --format and --option"
              .formatted(provenance, e.getMessage()),
          e);
    }
  }
}
