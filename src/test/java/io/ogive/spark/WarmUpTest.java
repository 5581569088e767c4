package io.ogive.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarmUpTest {
  @Test
  void itHappensOnceAndEndsByItself() throws InterruptedException {
    Optional<Thread> first = WarmUp.start(); // none where another test of this JVM was earlier
    assertThat(WarmUp.start()).isEmpty();
    if (first.isPresent()) {
      assertThat(first.get().isDaemon()).isTrue();
      first.get().join(Duration.ofMinutes(2).toMillis());
      assertThat(first.get().isAlive()).isFalse();
    }
  }

  @Test
  void aSmallFileIsNotWorthIt(@TempDir Path folder) throws IOException {
    Path small = Files.write(folder.resolve("small.csv"), new byte[1000]);
    Path large = folder.resolve("large.csv");
    try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(16L << 20);
    }
    assertThat(WarmUp.isSmallFile(small.toString())).isTrue();
    assertThat(WarmUp.isSmallFile(small.toUri().toString())).isTrue();
    assertThat(WarmUp.isSmallFile(large.toString())).isFalse();
    assertThat(WarmUp.isSmallFile(folder.toString())).isFalse();
    assertThat(WarmUp.isSmallFile("s3a://bucket/customers")).isFalse();
  }
}
