package io.ogive.job;

import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;

/** Says where a value of the configuration was written. */
final class Origins {
  private Origins() {}

  /** {@code conf/churn.conf:12}, or {@code --set}. */
  static String of(ConfigValue value) {
    return of(value.origin());
  }

  static String of(ConfigOrigin origin) {
    // A value merged from several places names them all; the first one won.
    String where = origin.description().replaceFirst("^merge of ", "").replaceFirst(",.*", "");
    // So does the library call a section that --set or --option made by naming a key in it.
    if (where.startsWith("atPath(")) {
      return "--set";
    }
    return where.replaceFirst(": (\\d+)(-\\d+)?$", ":$1");
  }
}
