package io.parcook.service.display;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class PortionsTest {

  @Test
  void aNumberIsWrittenAsBigDecimalRoundsIt() throws IOException {
    long seed = 20_261_123;
    RandomGenerator random = RandomGeneratorFactory.getDefault().create(seed);
    for (int i = 0; i < 20_000; i++) {
      double portions = (random.nextDouble() - 0.2) * Math.pow(10, random.nextInt(-4, 9));
      BigDecimal oracle = BigDecimal.valueOf(portions).setScale(3, RoundingMode.HALF_UP);
      BigDecimal written = new BigDecimal(written(portions));
      assertThat(written.subtract(oracle).abs())
          .as("%s, seed %d", portions, seed)
          .isLessThanOrEqualTo(new BigDecimal("0.001"));
      assertThat(written.scale()).as("%s", portions).isLessThanOrEqualTo(3);
    }
  }

  @Test
  void noDigitIsWasted() throws IOException {
    assertThat(written(0)).isEqualTo("0");
    assertThat(written(12)).isEqualTo("12");
    assertThat(written(0.5)).isEqualTo("0.5");
    assertThat(written(3.04)).isEqualTo("3.04");
    assertThat(written(-1.25)).isEqualTo("-1.25");
    assertThat(written(0.0004)).isEqualTo("0");
  }

  @Test
  void whatIsNoNumberIsNull() throws IOException {
    assertThat(written(Double.NaN)).isEqualTo("null");
    assertThat(written(Double.POSITIVE_INFINITY)).isEqualTo("null");
  }

  private static String written(double portions) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      new Portions().write(json, portions);
    }
    return text.toString();
  }
}
