package io.parcook.tuning.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RowsTest {

  @Test
  void rowsComeBackAsTheyWereAddedAcrossBlocks() {
    Rows rows = new Rows(2, 50_000);
    for (int i = 0; i < 40_000; i++) {
      rows.add(FloatBuffer.wrap(new float[] {-1, i, 2 * i}), 1, 3 * i, new SplittableRandom(1));
    }

    FloatBuffer copy = FloatBuffer.allocate(2);
    rows.copy(39_999, copy);
    assertThat(rows.size()).isEqualTo(40_000);
    assertThat(copy.array()).containsExactly(39_999, 79_998);
    assertThat(rows.feature(20_000, 1)).isEqualTo(40_000);
    assertThat(rows.sold(123)).isEqualTo(369);
  }

  @Test
  void pastTheirBoundTheyHoldAnEvenSampleOfAllThatWasOffered() {
    Rows rows = new Rows(1, 2_000);
    SplittableRandom random = new SplittableRandom(42);
    for (int i = 0; i < 100_000; i++) {
      rows.add(FloatBuffer.wrap(new float[] {i}), 0, i, random);
    }

    double mean = IntStream.range(0, rows.size()).mapToDouble(rows::sold).average().orElseThrow();
    long early = IntStream.range(0, rows.size()).filter(i -> rows.sold(i) < 25_000).count();
    assertThat(rows.size()).isEqualTo(2_000);
    assertThat(rows.offered()).isEqualTo(100_000);
    assertThat(mean).isCloseTo(50_000, within(3_000.0));
    assertThat(early).isBetween(400L, 600L);
  }
}
