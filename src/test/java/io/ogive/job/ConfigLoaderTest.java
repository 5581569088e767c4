package io.ogive.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ogive.solver.HiddenLayer;
import io.ogive.solver.NetworkOptions;
import io.ogive.solver.StoppingRule;
import io.ogive.spark.ModelSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where configuration comes from: files of any file system, includes, environment, --set. */
class ConfigLoaderTest {
  @TempDir Path folder;
  private final Configuration hadoop = new Configuration(false);
  private String file;

  @BeforeEach
  void aFile() throws IOException {
    file = write("run.conf", Configs.LEAST + "solver.max-rounds = 7\n");
  }

  @Test
  void setWinsOverTheFileAndTheFileOverTheDefault() {
    assertThat(rounds(JobSettings.load(file, List.of(), hadoop))).isEqualTo(7);
    assertThat(rounds(JobSettings.load(file, List.of("solver.max-rounds=9"), hadoop))).isEqualTo(9);
    assertThat(
            rounds(
                JobSettings.load(
                    file, List.of("solver.max-rounds=9", "solver.max-rounds=11"), hadoop)))
        .isEqualTo(11);
  }

  @Test
  void setTakesTextAsItStandsAndListsAsHocon() {
    JobSettings settings =
        JobSettings.load(
            file,
            List.of(
                "input.path=s3a://bucket/a b?c=d#e",
                "input.options.sep=;",
                "features.columns=[a, \"b c\"]",
                "model.kind=network",
                "model.network.hidden=[32, 10]",
                "model.network.class-weights.Yes=3"),
            hadoop);
    assertThat(settings.spec().input().path()).contains("s3a://bucket/a b?c=d#e");
    assertThat(settings.spec().input().options()).containsEntry("sep", ";");
    assertThat(settings.spec().input().include()).containsExactly("a", "b c");
    NetworkOptions options = ((ModelSpec.Network) settings.spec().model()).options();
    assertThat(options.hidden()).isEqualTo(HiddenLayer.sigmoids(List.of(32, 10)));
    assertThat(options.classWeights().byLabel()).containsEntry("Yes", 3.0);
  }

  @Test
  void aBadSetIsNamed() {
    assertThatThrownBy(() -> JobSettings.load(file, List.of("solver.max-rounds"), hadoop))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("--set takes KEY=VALUE");
    assertThatThrownBy(() -> JobSettings.load(file, List.of("solver.max-rounds=x"), hadoop))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("--set: solver.max-rounds is 'x'; allowed: auto or a whole number");
    assertThatThrownBy(() -> JobSettings.load(file, List.of("solver.max-round=3"), hadoop))
        .hasMessageStartingWith("--set: unknown key 'solver.max-round'");
    assertThatThrownBy(() -> JobSettings.load(file, List.of("features.columns=a,b"), hadoop))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("features.columns");
    assertThatThrownBy(() -> JobSettings.load(file, List.of("a..b=1"), hadoop))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("a..b");
  }

  @Test
  void theEnvironmentFillsInAndFailingThatTheDefault() throws IOException {
    String withEnvironment =
        write(
            "env.conf",
            Configs.LEAST + "run.name = ${?PATH}\nrun.name = ${?OGIVE_TEST_IS_NEVER_SET}\n");
    assertThat(JobSettings.load(withEnvironment, List.of(), hadoop).runName())
        .isEqualTo(System.getenv("PATH"));
    String unset = write("unset.conf", Configs.LEAST + "run.name = ${?OGIVE_TEST_IS_NEVER_SET}\n");
    assertThat(JobSettings.load(unset, List.of(), hadoop).runName()).isEqualTo("ogive");
    String must = write("must.conf", Configs.LEAST + "run.name = ${OGIVE_TEST_IS_NEVER_SET}\n");
    assertThatThrownBy(() -> JobSettings.load(must, List.of(), hadoop))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("OGIVE_TEST_IS_NEVER_SET")
        .hasMessageContaining("must.conf");
  }

  @Test
  void aHadoopUriIsReadAsWellAsALocalPath() {
    String uri = folder.resolve("run.conf").toUri().toString();
    assertThat(uri).startsWith("file:");
    assertThat(rounds(JobSettings.load(uri, List.of(), hadoop))).isEqualTo(7);
  }

  @Test
  void anIncludeIsLookedUpBesideItsFile() throws IOException {
    Files.createDirectory(folder.resolve("base"));
    write("base/base.conf", "include \"deeper.conf\"\nmodel.kind = network\n");
    write("base/deeper.conf", "solver.max-rounds = 3\n");
    String including = write("including.conf", "include \"base/base.conf\"\n" + Configs.LEAST);
    assertThat(rounds(JobSettings.load(including, List.of(), hadoop))).isEqualTo(3);
  }

  @Test
  void aMissingIncludeAnEndlessOneAndAMissingFileAreErrors() throws IOException {
    String including = write("including.conf", "include \"gone.conf\"\n" + Configs.LEAST);
    assertThatThrownBy(() -> JobSettings.load(including, List.of(), hadoop))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("gone.conf' does not exist");
    String itself = write("itself.conf", "include \"itself.conf\"\n" + Configs.LEAST);
    assertThatThrownBy(() -> JobSettings.load(itself, List.of(), hadoop))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("does a file include itself?");
    assertThatThrownBy(() -> JobSettings.load(file + ".gone", List.of(), hadoop))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("run.conf.gone' does not exist");
    assertThatThrownBy(() -> JobSettings.load("nosuchscheme://h/x", List.of(), hadoop))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("no file system for 'nosuchscheme://h/x'");
  }

  @Test
  void aFileThatIsNoHoconNamesFileAndLine() throws IOException {
    String broken = write("broken.conf", Configs.LEAST + "solver { max-rounds = 3\n");
    assertThatThrownBy(() -> JobSettings.load(broken, List.of(), hadoop))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("broken.conf: 3");
    String latin = folder.resolve("latin.conf").toString();
    Files.write(Path.of(latin), new byte[] {'a', '=', (byte) 0xe9});
    assertThatThrownBy(() -> JobSettings.load(latin, List.of(), hadoop))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("is not UTF-8");
  }

  @Test
  void theResolvedFormIsStableReadsBackAndHidesSecrets() throws IOException {
    String secret =
        write(
            "secret.conf",
            """
            input {
              format = jdbc
              label = y
              path = "s3a://me:hunter2@bucket/x"
              options {
                user = me
                password = hunter2
                "sslKey" = hunter2
                header = true
                url = "jdbc:postgresql://h/d?user=me&password=hunter2&ssl=true"
              }
            }
            """);
    JobSettings settings = JobSettings.load(secret, List.of("run.name=n"), hadoop);
    assertThat(settings.spec().input().options()).containsEntry("password", "hunter2");

    String resolved = Rendering.hocon(settings.resolved());
    assertThat(resolved)
        .doesNotContain("hunter2")
        .contains("password=\"***\"")
        .contains("user=me")
        .contains("user=me&password=***&ssl=true")
        .contains("s3a://me:***@bucket/x");
    assertThat(Rendering.json(settings.resolved())).doesNotContain("hunter2");

    String again = write("again.conf", resolved);
    JobSettings read = JobSettings.load(again, List.of(), hadoop);
    assertThat(Rendering.hocon(read.resolved())).isEqualTo(resolved);
    assertThat(read.spec().model()).isEqualTo(settings.spec().model());
  }

  @Test
  void anErrorDoesNotTellASecret() throws IOException {
    String secret =
        write("secret.conf", Configs.LEAST + "input.options = [{ password = hunter2 }]\n");
    assertThatThrownBy(() -> JobSettings.load(secret, List.of(), hadoop))
        .isInstanceOf(SettingsException.class)
        .hasMessageNotContaining("hunter2");
    String nested =
        write("nested.conf", Configs.LEAST + "input.options { password = [hunter2] }\n");
    assertThatThrownBy(() -> JobSettings.load(nested, List.of(), hadoop))
        .isInstanceOf(SettingsException.class)
        .hasMessageNotContaining("hunter2");
  }

  private String write(String name, String text) throws IOException {
    Path path = folder.resolve(name);
    Files.writeString(path, text);
    return path.toString();
  }

  private static int rounds(JobSettings settings) {
    ModelSpec model = settings.spec().model();
    StoppingRule stopping =
        model instanceof ModelSpec.Logistic logistic
            ? logistic.options().stopping()
            : ((ModelSpec.Network) model).options().stopping();
    return stopping.maxRounds();
  }
}
