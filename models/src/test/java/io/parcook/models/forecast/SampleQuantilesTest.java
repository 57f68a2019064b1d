package io.parcook.models.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SampleQuantilesTest {

  private static final List<Double> LEVELS = List.of(0.1, 0.25, 0.5, 0.75, 0.9, 0.99);

  /// One value of 14 days has a seventh of the weight; the rest is a count whose rate was drawn
  /// from what one observation leaves open. The oracle draws rates and counts, and sums nothing.
  @Test
  void oneValueIsBlendedWithTheCountsItMakesLikely() {
    for (float seen : new float[] {0, 1, 3, 12}) {
      float[] written = new float[LEVELS.size()];
      new SampleQuantiles(LEVELS).write(new float[] {seen}, 1, 14, written, 0);
      int[] counts = simulatedCounts(seen + 0.5, new Random(17));
      for (int i = 0; i < LEVELS.size(); i++) {
        int count = counts[(int) (counts.length * LEVELS.get(i))];
        assertThat((double) written[i])
            .as("level %s after seeing %s", LEVELS.get(i), seen)
            .isCloseTo(seen / 7 + count * 6 / 7.0, Offset.offset(seen > 10 ? 0.9 : 0.01));
      }
    }
  }

  @Test
  void quantilesAscendAndStayFiniteForAnySample() {
    for (long seed = 0; seed < 500; seed++) {
      var random = new Random(seed);
      int size = 1 + random.nextInt(14);
      float[] sample = new float[14];
      float scale = (float) Math.pow(10, random.nextInt(6) - 1);
      for (int i = 0; i < size; i++) {
        sample[i] = random.nextInt(10) * scale;
      }
      float[] written = new float[LEVELS.size() + 2];
      new SampleQuantiles(LEVELS).write(sample, size, 14, written, 1);
      float before = 0;
      for (int i = 1; i <= LEVELS.size(); i++) {
        assertThat(written[i]).as("seed %s", seed).isFinite().isGreaterThanOrEqualTo(before);
        before = written[i];
      }
      assertThat(written[0]).isZero();
      assertThat(written[LEVELS.size() + 1]).isZero();
    }
  }

  @Test
  void aLargeMeanIsMetWithoutUnderflow() {
    float[] written = new float[LEVELS.size()];
    new SampleQuantiles(LEVELS).write(new float[] {10_000, 10_000}, 2, 14, written, 0);
    assertThat(written[2]).isCloseTo(10_000, Offset.offset(50f));
    assertThat(written[0]).isLessThan(10_000);
    assertThat(written[5]).isGreaterThan(10_000);
  }

  /// Counts of Poisson processes whose rates come from a gamma distribution of a shape, by waiting
  /// for exponential arrivals; sorted.
  private static int[] simulatedCounts(double shape, Random random) {
    int[] counts = new int[200_000];
    for (int k = 0; k < counts.length; k++) {
      double rate = gamma(shape, random);
      double time = 0;
      int count = -1;
      do {
        time -= Math.log(1 - random.nextDouble());
        count++;
      } while (time < rate);
      counts[k] = count;
    }
    Arrays.sort(counts);
    return counts;
  }

  /// A gamma variate of a half-whole shape: half a squared normal, and exponentials for the rest.
  private static double gamma(double shape, Random random) {
    double normal = random.nextGaussian();
    double sum = normal * normal / 2;
    for (int i = 0; i < Math.round(shape - 0.5); i++) {
      sum -= Math.log(1 - random.nextDouble());
    }
    return sum;
  }
}
