package io.ogive.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

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
}
