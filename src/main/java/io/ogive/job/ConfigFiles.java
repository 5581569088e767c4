package io.ogive.job;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Reads HOCON from a local path or any Hadoop URI, with {@code include "other.conf"} looked up
 * beside the file that says it. A file that is not there is an error, an included one too.
 */
final class ConfigFiles {
  private static final int MOST_INCLUDES = 20;

  private final Configuration hadoop;

  ConfigFiles(Configuration hadoop) {
    this.hadoop = hadoop;
  }

  /** The file's own keys, not resolved; the file and the line of each are in its origin. */
  Config parse(String name) {
    return parse(name, HadoopFiles.named(name), 0);
  }

  private Config parse(String shownAs, Path path, int depth) {
    if (depth > MOST_INCLUDES) {
      throw new SettingsException(
          "%s: includes nest deeper than %d; does a file include itself?"
              .formatted(shownAs, MOST_INCLUDES));
    }
    ConfigParseOptions options =
        ConfigParseOptions.defaults()
            .setSyntax(ConfigSyntax.CONF)
            .setOriginDescription(shownAs)
            .setIncluder(new Beside(shownAs, path, depth));
    try {
      return ConfigFactory.parseString(text(shownAs, path), options);
    } catch (ConfigException e) {
      throw new SettingsException(e.getMessage(), e);
    }
  }

  private String text(String shownAs, Path path) {
    try {
      byte[] bytes = HadoopFiles.read(HadoopFiles.of(path, hadoop), path);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (FileNotFoundException e) {
      throw new SettingsException(
          "configuration '%s' does not exist, or is a folder".formatted(shownAs), e);
    } catch (CharacterCodingException e) {
      throw new SettingsException(
          "configuration '%s' is not UTF-8; save it as UTF-8".formatted(shownAs), e);
    } catch (IOException e) {
      throw new SettingsException(
          "configuration '%s' cannot be read: %s".formatted(shownAs, e.getMessage()), e);
    }
  }

  /**
   * Looks includes up beside the file that names them; the library would skip what it cannot find.
   */
  private final class Beside
      implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderClasspath, ConfigIncluderURL {
    private final String shownAs;
    private final Path file;
    private final int depth;

    Beside(String shownAs, Path file, int depth) {
      this.shownAs = shownAs;
      this.file = file;
      this.depth = depth;
    }

    @Override
    public ConfigIncluder withFallback(ConfigIncluder fallback) {
      return this;
    }

    @Override
    public ConfigObject include(ConfigIncludeContext context, String what) {
      Path included = new Path(file.getParent(), what);
      String folder = shownAs.substring(0, shownAs.lastIndexOf('/') + 1);
      String shown = new Path(what).isAbsolute() ? what : folder + what;
      return parse(shown, included, depth + 1).root();
    }

    @Override
    public ConfigObject includeFile(ConfigIncludeContext context, File what) {
      return include(context, what.getPath());
    }

    @Override
    public ConfigObject includeResources(ConfigIncludeContext context, String what) {
      throw unsupported("classpath(\"" + what + "\")");
    }

    @Override
    public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
      throw unsupported("url(\"" + what + "\")");
    }

    private SettingsException unsupported(String what) {
      return new SettingsException(
          "%s: cannot include %s; include a file by its path".formatted(shownAs, what));
    }
  }
}
