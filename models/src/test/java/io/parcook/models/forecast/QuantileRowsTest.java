package io.parcook.models.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuantileRowsTest {

  @Test
  void everyRowIsSortedAndRaisedToZeroAndNothingElseIsTouched() {
    for (long seed = 0; seed < 300; seed++) {
      var random = new Random(seed);
      int levels = 1 + random.nextInt(11);
      int rows = 1 + random.nextInt(5);
      float[] values = new float[3 + rows * levels + 2];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) random.nextGaussian();
      }
      float[] expected = values.clone();
      for (int row = 0; row < rows; row++) {
        int at = 3 + row * levels;
        Arrays.sort(expected, at, at + levels);
        for (int i = at; i < at + levels; i++) {
          expected[i] = Math.max(0, expected[i]);
        }
      }
      assertThat(QuantileRows.settle(values, 3, rows, levels)).isTrue();
      assertThat(values).as("seed %s", seed).containsExactly(expected);
    }
  }

  @Test
  void whatIsNotANumberIsNotServed() {
    for (float wrong : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      assertThat(QuantileRows.settle(new float[] {1, 2, 3, wrong}, 0, 2, 2)).isFalse();
    }
  }
}
