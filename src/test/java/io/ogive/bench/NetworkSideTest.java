package io.ogive.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ogive.bench.NetworkPeer.Recipe;
import io.ogive.testing.LocalSpark;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Networks of the bench on pictures of 28 x 28 whose label says which rows of pixels are bright.
 */
class NetworkSideTest {
  private static final int SIZE = 28;

  @TempDir private Path folder;

  @Test
  void whoeverTrainsIsJudgedByThePicturesThatItHasNotSeen() throws IOException {
    write(Images.TRAIN, 200, 0);
    write(Images.TEST, 100, 0);
    for (String name : new String[] {PeerNames.OGIVE, PeerNames.MLLIB}) {
      ObjectNode answer = trained(name);
      assertThat(answer.path("accuracy").asDouble()).as(name).isGreaterThan(0.95);
      assertThat(answer.path("seconds").asDouble()).isPositive();
    }
    write(Images.TEST, 100, 1); // the control: every label is the next one
    assertThat(trained(PeerNames.OGIVE).path("accuracy").asDouble()).isLessThan(0.05);
  }

  @Test
  void aRecipeIsTheSameAfterTheWay() {
    Recipe recipe = new Recipe(5, 3, 128, 2);
    assertThat(Recipe.of(recipe.words())).isEqualTo(recipe);
  }

  private ObjectNode trained(String name) throws IOException {
    return NetworkSide.load(LocalSpark.session("local[2]"), name, folder)
        .train(new Recipe(20, 1, 0, 0));
  }

  private void write(String prefix, int count, int shift) throws IOException {
    Random random = new Random(count);
    try (DataOutputStream images = out(prefix + "-images-idx3-ubyte.gz");
        DataOutputStream labels = out(prefix + "-labels-idx1-ubyte.gz")) {
      images.writeInt(0x803);
      images.writeInt(count);
      images.writeInt(SIZE);
      images.writeInt(SIZE);
      labels.writeInt(0x801);
      labels.writeInt(count);
      for (int i = 0; i < count; i++) {
        int digit = i % Images.CLASSES;
        labels.writeByte((digit + shift) % Images.CLASSES);
        for (int p = 0; p < SIZE * SIZE; p++) {
          boolean bright = p / SIZE / 2 == digit;
          images.writeByte(random.nextInt(64) + (bright ? 150 : 0));
        }
      }
    }
  }

  private DataOutputStream out(String name) throws IOException {
    return new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(folder.resolve(name))));
  }
}
