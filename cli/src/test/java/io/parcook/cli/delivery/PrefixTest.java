package io.parcook.cli.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PrefixTest {

  @Test
  void partsThatAreDoneOutOfOrderCountOnceTheGapIsClosed() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    List<Integer> parts = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      parts.add(i);
    }
    Collections.shuffle(parts, random);
    var prefix = new Prefix();
    var done = new boolean[201];
    for (int part : parts) {
      prefix.done(part * 7L, 7);
      done[part] = true;
      int expected = 0;
      while (done[expected]) {
        expected++;
      }
      assertThat(prefix.length()).as("seed %d", seed).isEqualTo(expected * 7L);
    }
  }
}
