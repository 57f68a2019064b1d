package io.parcook.models.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class MeanOfQuantilesTest {

  private static final List<Double> LEVELS =
      List.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99);

  @Test
  void theMeanOfKnownDistributionsIsMet() {
    assertThat(mean(p -> -4 * Math.log(1 - p))).isCloseTo(4, Offset.offset(0.05));
    assertThat(mean(p -> 20 * p)).isCloseTo(10, Offset.offset(0.1));
    // A logistic distribution about 50.
    assertThat(mean(p -> 50 + 3 * Math.log(p / (1 - p)))).isCloseTo(50, Offset.offset(0.1));
  }

  @Test
  void aCertainDemandIsItsOwnMean() {
    assertThat(mean(_ -> 7)).isCloseTo(7, Offset.offset(1e-6));
    assertThat(mean(_ -> 0)).isZero();
    assertThat(MeanOfQuantiles.of(List.of(0.5), new float[] {0, 3}, 1)).isEqualTo(3);
  }

  @Test
  void aSmallSteepDemandHasNoNegativeTail() {
    assertThat(mean(p -> p < 0.85 ? 0 : 1)).isBetween(0.1, 0.25);
  }

  private static double mean(DoubleUnaryOperator quantile) {
    float[] values = new float[LEVELS.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) quantile.applyAsDouble(LEVELS.get(i));
    }
    return MeanOfQuantiles.of(LEVELS, values, 0);
  }
}
