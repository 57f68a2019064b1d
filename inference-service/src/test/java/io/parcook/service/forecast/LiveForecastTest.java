package io.parcook.service.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parcook.models.forecast.Forecast;
import io.parcook.models.forecast.Forecaster;
import io.parcook.models.forecast.SlotMeanForecaster;
import io.parcook.pipeline.history.DemandHistory;
import io.parcook.pipeline.history.HistoryLimits;
import io.parcook.pipeline.history.IntervalChange;
import io.parcook.pipeline.history.StoreCalendar;
import io.parcook.service.settings.StoreClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LiveForecastTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:05:00Z");
  private static final Duration NEVER = Duration.ofDays(1);

  private final StoreClock clock = new StoreClock(InstantSource.fixed(NOON), NOON, 1);
  private final DemandHistory history =
      new DemandHistory(
          new StoreCalendar(ZoneOffset.UTC, Duration.ofMinutes(15)), HistoryLimits.DEFAULT);
  private final BlockingQueue<Made> made = new LinkedBlockingQueue<>();

  @Test
  void theFirstForecastNeedsNoEvent() throws InterruptedException {
    try (LiveForecast live = live(usual())) {
      Made first = next();

      assertThat(first.forecast().items()).isEmpty();
      assertThat(first.forecast().from()).isEqualTo(Instant.parse("2026-11-23T12:00:00Z"));
      assertThat(first.forecast().steps()).isEqualTo(25);
      assertThat(live.last()).contains(first);
    }
  }

  @Test
  void eventsThatComeTogetherShareOneForecast() throws InterruptedException {
    try (LiveForecast live = live(usual())) {
      next();
      history.apply(List.of(new IntervalChange.Sold(NOON, "burger", 2)));
      for (int i = 0; i < 1_000; i++) {
        live.eventsArrived();
      }

      assertThat(next().forecast().items()).containsExactly("burger");
      assertThat(live.stats().made()).isEqualTo(2);
    }
  }

  @Test
  void whileMakingFailsTheLastGoodOneStays() throws InterruptedException {
    Broken broken = new Broken(usual());
    try (LiveForecast live = live(broken)) {
      Made good = next();
      broken.isBroken = true;
      live.eventsArrived();
      broken.awaitFailure();

      assertThat(live.last()).contains(good);
      broken.isBroken = false;
      live.eventsArrived();

      assertThat(next().id()).isGreaterThan(good.id());
      assertThat(live.stats().failed()).isEqualTo(1);
    }
  }

  @Test
  void aQuestionIsAnsweredForItsOwnTimes() throws InterruptedException {
    history.apply(List.of(new IntervalChange.Sold(NOON, "burger", 2)));
    try (LiveForecast live = live(usual())) {
      next();
      Instant tomorrow = Instant.parse("2026-11-24T12:00:00Z");

      Forecast answer = live.ask(List.of("burger"), tomorrow, 3).join().forecast();

      assertThat(answer.from()).isEqualTo(tomorrow);
      assertThat(answer.steps()).isEqualTo(3);
      assertThat(live.waiting()).isZero();
    }
  }

  @Test
  void aHorizonUnderAnHourIsRefused() {
    assertThatThrownBy(() -> new Rhythm(Duration.ofMinutes(30), Duration.ZERO, NEVER))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private LiveForecast live(Forecaster forecaster) {
    Rhythm rhythm = new Rhythm(Duration.ofHours(6), Duration.ofMillis(50), NEVER);
    LiveForecast live = new LiveForecast(history, forecaster, clock, rhythm);
    live.onMade(made::add);
    return live;
  }

  private Made next() throws InterruptedException {
    Made next = made.poll(30, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("No forecast was made in half a minute.");
    }
    return next;
  }

  private static Forecaster usual() {
    return new SlotMeanForecaster(ServedModel.DECILES, "There is no model in this test.");
  }

  /// A forecaster that fails while it is told to.
  private static final class Broken implements Forecaster {
    private final Forecaster inner;
    private final BlockingQueue<Boolean> failures = new LinkedBlockingQueue<>();
    private volatile boolean isBroken;

    Broken(Forecaster inner) {
      this.inner = inner;
    }

    void awaitFailure() throws InterruptedException {
      assertThat(failures.poll(30, TimeUnit.SECONDS)).isTrue();
    }

    @Override
    public Forecast forecast(
        DemandHistory history, List<String> items, Instant origin, Instant from, int steps) {
      if (isBroken) {
        failures.add(true);
        throw new IllegalStateException("broken on purpose");
      }
      return inner.forecast(history, items, origin, from, steps);
    }

    @Override
    public void close() {
      inner.close();
    }
  }
}
