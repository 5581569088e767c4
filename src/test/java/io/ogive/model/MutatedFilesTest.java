package io.ogive.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import io.ogive.math.KeyedRandom;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Whatever the bytes are, reading them ends in a model or in the one typed error. */
class MutatedFilesTest {
  private static final int FILES = 100_000;
  private static final long MOST_ALLOCATED = 1 << 20;
  private static final int[] LENGTHS = {
    Integer.MAX_VALUE, Integer.MIN_VALUE, -1, 0, 1, 1 << 28, 1 << 29, 65536, 1_000_000, 255
  };

  @Test
  void aHundredThousandMutatedFilesGiveAModelOrTheTypedError() {
    byte[][] files = {
      GoldenModels.file("binary"),
      GoldenModels.file("multinomial"),
      GoldenModels.file("network"),
      GoldenModels.file("flags"),
      GoldenModels.file("number")
    };
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Set<String> problems = new TreeSet<>();
    int models = 0;
    for (int seed = 0; seed < FILES; seed++) {
      byte[] file = mutated(files[seed % files.length], KeyedRandom.of(seed));
      long before = threads.getCurrentThreadAllocatedBytes();
      try {
        Model model = ModelFile.read(file);
        models++;
        if (!Arrays.equals(ModelFile.write(model), file)) {
          fail("seed %d: read as a model that is written otherwise", seed);
        }
      } catch (ModelFileException e) {
        problems.add(e.getMessage().replaceAll("byte \\d+|element \\d+", "").substring(0, 28));
      } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
        throw new AssertionError("seed " + seed, e);
      }
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;
      assertThat(allocated).as("bytes allocated, seed %d", seed).isLessThan(MOST_ALLOCATED);
    }
    // The control: mutants get past the hash, far into the file, and some through it.
    assertThat(models).isBetween(FILES / 100, FILES / 2);
    assertThat(problems.size()).as("%s", problems).isGreaterThan(20);
  }

  private static byte[] mutated(byte[] original, KeyedRandom random) {
    byte[] file = original.clone();
    for (int change = random.nextInt(3); change >= 0; change--) {
      int at = 12 + random.nextInt(Math.max(1, file.length - 12 - Long.BYTES));
      switch (random.nextInt(6)) {
        case 0 -> file[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> file[at] = (byte) random.nextLong();
        case 2 -> file = Arrays.copyOf(file, 20 + random.nextInt(file.length - 19));
        case 3 -> {
          int length = LENGTHS[random.nextInt(LENGTHS.length)];
          ByteBuffer.wrap(file).putInt(Math.min(at, file.length - 4), length);
        }
        case 4 -> { // a few bytes are left out
          int gap = Math.min(1 + random.nextInt(9), file.length - at - Long.BYTES);
          if (gap > 0) {
            System.arraycopy(file, at + gap, file, at, file.length - at - gap);
            file = Arrays.copyOf(file, file.length - gap);
          }
        }
        default -> { // a few come twice
          int more = 1 + random.nextInt(9);
          byte[] longer = Arrays.copyOf(file, file.length + more);
          System.arraycopy(file, at, longer, Math.min(at + more, file.length), file.length - at);
          file = longer;
        }
      }
    }
    return random.nextInt(20) == 0 ? file : rehashed(file);
  }

  /** The file with the hash of what it now holds. */
  static byte[] rehashed(byte[] file) {
    int end = file.length - Long.BYTES;
    byte[] copy = file.clone();
    ByteBuffer.wrap(copy)
        .putLong(
            end, ModelFile.hash(ByteBuffer.wrap(copy).getInt(ModelFile.MAGIC.length), copy, end));
    return copy;
  }
}
