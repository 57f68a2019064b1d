package io.parcook.tuning.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.parcook.pipeline.feature.FeatureTable;
import io.parcook.pipeline.history.DemandHistory;
import io.parcook.pipeline.history.HistoryLimits;
import io.parcook.pipeline.history.StoreCalendar;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RowSamplerTest {

  private static final StoreCalendar HOURLY =
      new StoreCalendar(ZoneOffset.UTC, Duration.ofHours(1));
  private static final LocalDate FIRST = LocalDate.parse("2026-01-01");
  private static final int DAYS = 12;
  private static final int OUT_AT = 12;

  private final FeatureTable table = new FeatureTable(List.of("horizon.hours", "item.level"));
  private final StoreHistory store = store();

  @Test
  void everyOpenHourInStockIsATargetOfItsMidnightOnce() {
    Rows dayAhead = rows();
    sampler(1, null).sample(store, dayAhead, rows(), new SplittableRandom(1));

    // Ten to seventeen o'clock less the one sold out, on the days after the warm-up.
    assertThat(dayAhead.size()).isEqualTo(7 * (DAYS - 5));
    for (int row = 0; row < dayAhead.size(); row++) {
      int hour = (int) Math.round(Math.expm1(dayAhead.feature(row, 0)));
      assertThat(hour).isBetween(10, 17).isNotEqualTo(OUT_AT);
      assertThat(dayAhead.sold(row)).isEqualTo(hour);
    }
  }

  @Test
  void anOriginWithinTheDayLooksAheadFromItselfAndIntoTheNextDay() {
    Rows withinDay = rows();
    sampler(1, null).sample(store, rows(), withinDay, new SplittableRandom(1));

    boolean overnight = false;
    for (int row = 0; row < withinDay.size(); row++) {
      double ahead = Math.expm1(withinDay.feature(row, 0));
      assertThat(ahead).isBetween(-1e-3, 23.001);
      overnight |= ahead > 15;
    }
    assertThat(overnight).isTrue();
  }

  @Test
  void nothingAfterTheLastDayToLearnFromIsATarget() {
    Rows dayAhead = rows();
    Rows withinDay = rows();
    LocalDate until = FIRST.plusDays(6);
    sampler(1, until).sample(store, dayAhead, withinDay, new SplittableRandom(1));

    assertThat(dayAhead.size()).isEqualTo(7 * 2);
    assertThat(withinDay.size()).isLessThan(7 * 4 * 2);
  }

  @Test
  void theSameSeedDrawsTheSameRows() {
    Rows one = rows();
    Rows two = rows();
    sampler(0.5, null).sample(store, one, one, new SplittableRandom(8));
    sampler(0.5, null).sample(store, two, two, new SplittableRandom(8));

    assertThat(one.size()).isEqualTo(two.size()).isPositive();
    for (int row = 0; row < one.size(); row++) {
      assertThat(one.sold(row)).isEqualTo(two.sold(row));
      assertThat(copy(one, row)).isEqualTo(copy(two, row));
    }
  }

  private RowSampler sampler(double cells, @Nullable LocalDate until) {
    return new RowSampler(table, new SamplingPlan(1, 1, cells, 2, Duration.ofHours(24), 5, until));
  }

  private Rows rows() {
    return new Rows(table.columns(), 10_000);
  }

  private static float[] copy(Rows rows, int row) {
    FloatBuffer copy = FloatBuffer.allocate(rows.columns());
    rows.copy(row, copy);
    return copy.array();
  }

  /// One item that sells as many portions each hour from 10 to 17 as the clock says, and is sold
  /// out at noon.
  private static StoreHistory store() {
    DemandHistory history = new DemandHistory(HOURLY, new HistoryLimits(64, 1, 1));
    int item = history.addItem("soup");
    BitSet noon = new BitSet();
    noon.set(OUT_AT);
    for (int day = 0; day < DAYS; day++) {
      float[] sold = new float[24];
      for (int hour = 10; hour < 18; hour++) {
        sold[hour] = hour;
      }
      history.setDay(item, FIRST.toEpochDay() + day, sold, noon);
    }
    return new StoreHistory("kitchen", history, FIRST, FIRST.plusDays(DAYS - 1L));
  }
}
