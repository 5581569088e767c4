package io.ogive.job;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;

/** How configuration is written: keys in order, nothing of where or when it was read. */
final class Rendering {
  static final ConfigRenderOptions CONCISE = ConfigRenderOptions.concise().setJson(false);

  private static final ConfigRenderOptions FORMATTED =
      ConfigRenderOptions.defaults().setOriginComments(false).setComments(false).setJson(false);

  private Rendering() {}

  /** HOCON, one key a line, secrets masked. */
  static String hocon(ConfigObject root) {
    return Mask.of(root).render(FORMATTED);
  }

  /** JSON on one line, secrets masked. */
  static String json(ConfigObject root) {
    return Mask.of(root).render(ConfigRenderOptions.concise());
  }
}
