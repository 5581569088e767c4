package io.ogive.job;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ogive.model.ModelFile;
import io.ogive.solver.LogisticPath;
import io.ogive.solver.LogisticPath.Step;
import io.ogive.solver.Penalty;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** All fits of a path, as files of the run folder and as figures of its summary. */
final class PathFiles {
  private static final String HEADER =
      "l2,l1,objective,train_loss,held_out_loss,rounds,stop,chosen,model,model_sha256";

  private PathFiles() {}

  /** The files by name: {@code path/path.csv} and one model a penalty. */
  static Map<String, byte[]> of(LogisticPath path) {
    Map<String, byte[]> files = new TreeMap<>();
    StringBuilder csv = new StringBuilder(HEADER).append('\n');
    for (int i = 0; i < path.steps().size(); i++) {
      Step step = path.steps().get(i);
      byte[] model = ModelFile.write(step.model());
      files.put(RunFolder.PATH + "/" + name(step.penalty()), model);
      csv.append(step.penalty().l2()).append(',');
      csv.append(step.penalty().l1()).append(',');
      csv.append(step.fit().value()).append(',');
      csv.append(step.loss()).append(',');
      csv.append(step.heldOutLoss().orElseThrow()).append(',');
      csv.append(step.fit().rounds()).append(',');
      csv.append(stop(step)).append(',');
      csv.append(i == path.best()).append(',');
      csv.append(name(step.penalty())).append(',');
      csv.append(ModelFile.sha256(model)).append('\n');
    }
    files.put(RunFolder.PATH + "/path.csv", csv.toString().getBytes(StandardCharsets.UTF_8));
    return files;
  }

  /** {@code penalty}, the one that was chosen, and {@code path}, all of them as they were given. */
  static void add(ObjectNode line, LogisticPath path) {
    line.set("penalty", penalty(path.steps().get(path.best()).penalty()));
    ArrayNode all = line.putArray("path");
    for (Step step : path.steps()) {
      ObjectNode node = penalty(step.penalty());
      Json.put(node, "objective", step.fit().value());
      Json.put(node, "loss", step.loss());
      Json.put(node, "held_out_loss", step.heldOutLoss().orElseThrow());
      node.put("rounds", step.fit().rounds());
      node.put("stop", stop(step));
      node.put("model_sha256", ModelFile.sha256(ModelFile.write(step.model())));
      all.add(node);
    }
  }

  static ObjectNode penalty(Penalty penalty) {
    ObjectNode node = Json.object();
    Json.put(node, "l2", penalty.l2());
    Json.put(node, "l1", penalty.l1());
    return node;
  }

  private static String name(Penalty penalty) {
    return "l2-%s-l1-%s.ogive".formatted(penalty.l2(), penalty.l1());
  }

  private static String stop(Step step) {
    return step.fit().reason().name().toLowerCase(Locale.ROOT);
  }
}
