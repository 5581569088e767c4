package io.ogive.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ogive.math.Kernels;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.spark.package$;

/**
 * model/provenance.json: where a model comes from. It stands beside the model file, outside of its
 * hash, since machine and versions may differ where the bytes do not.
 */
final class Provenance {
  private Provenance() {}

  /**
   * The text of the file.
   *
   * @param start the model that the fit began at
   * @param fingerprint names the data that the model was trained on
   * @param modelSha256 the hash of the model file it belongs to
   */
  static String of(
      JobSettings settings, Optional<StartModel> start, long fingerprint, String modelSha256) {
    ObjectNode node = Json.object();
    node.put("model_sha256", modelSha256);
    node.put("data_fingerprint", HexFormat.of().toHexDigits(fingerprint));
    start.ifPresent(from -> node.put("start_sha256", from.sha256()));
    ObjectNode versions = node.putObject("versions");
    versions.put("ogive", Ogive.version());
    versions.put("spark", package$.MODULE$.SPARK_VERSION());
    versions.put(
        "java", System.getProperty("java.vendor") + " " + System.getProperty("java.version"));
    node.put("kernels", Kernels.best().name());
    try {
      node.set("configuration", Json.parse(Rendering.json(settings.resolved())));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("configuration is not rendered as JSON", e);
    }
    return Json.pretty(node);
  }
}
