package io.parcook.service.forecast;

import io.parcook.models.forecast.Forecast;
import io.parcook.models.forecast.Forecaster;
import io.parcook.pipeline.history.DemandHistory;
import io.parcook.service.settings.StoreClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The store's forecast, kept fresh: made again a moment after events arrive, when an interval
/// begins, and when it has grown old. One thread makes it. Reading it never waits and never fails;
/// while making fails, the last good one stays.
public final class LiveForecast implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(LiveForecast.class);

  /// Most questions that may wait for the one thread.
  static final int QUESTIONS = 64;

  private final DemandHistory history;
  private final StoreClock clock;
  private final Rhythm rhythm;
  private final List<Consumer<Made>> listeners = new ArrayList<>();
  private final AtomicBoolean due = new AtomicBoolean();
  private final AtomicInteger questions = new AtomicInteger();
  private final ForecastStats stats = new ForecastStats();
  private final ScheduledThreadPoolExecutor thread;
  private volatile @Nullable Made last;

  /// Only the thread above uses, replaces and closes it.
  private Forecaster forecaster;

  private @Nullable ScheduledFuture<?> turn;
  private long nextId = System.currentTimeMillis();

  /// @param forecaster closed with this
  public LiveForecast(
      DemandHistory history, Forecaster forecaster, StoreClock clock, Rhythm rhythm) {
    this.history = history;
    this.forecaster = forecaster;
    this.clock = clock;
    this.rhythm = rhythm;
    thread =
        new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name("forecast").daemon().factory());
    thread.setRemoveOnCancelPolicy(true);
    thread.execute(this::make);
  }

  /// The newest forecast; empty only before the first.
  public Optional<Made> last() {
    return Optional.ofNullable(last);
  }

  /// How making goes, for metrics.
  public ForecastStats stats() {
    return stats;
  }

  /// Questions that wait now, at most [#QUESTIONS].
  public int waiting() {
    return questions.get();
  }

  /// Tells `listener` of the newest forecast, if there is one, and of each new one, on the
  /// forecast's thread.
  public void onMade(Consumer<Made> listener) {
    thread.execute(
        () -> {
          listeners.add(listener);
          Made now = last;
          if (now != null) {
            listener.accept(now);
          }
        });
  }

  /// Says that events arrived. Quick, and for any thread: the first such call starts the debounce,
  /// the others until its end share what follows.
  public void eventsArrived() {
    if (due.compareAndSet(false, true)) {
      var _ = thread.schedule(this::make, rhythm.debounce().toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /// Makes one forecast for other items or times than the live one holds.
  ///
  /// @return fails with [RejectedExecutionException] when too many questions wait
  public CompletableFuture<Made> ask(List<String> items, Instant from, int steps) {
    if (questions.incrementAndGet() > QUESTIONS) {
      questions.decrementAndGet();
      return CompletableFuture.failedFuture(
          new RejectedExecutionException("Too many questions wait for a forecast."));
    }
    return CompletableFuture.supplyAsync(() -> forecast(items, from, steps), thread)
        .whenComplete((_, _) -> questions.decrementAndGet());
  }

  /// Forecasts with another forecaster from the next one on, and makes one at once. Questions that
  /// wait already are answered by the old one, which is closed behind them.
  ///
  /// @param next closed with this, or when another takes its place
  public void switchTo(Forecaster next) {
    try {
      thread.execute(
          () -> {
            Forecaster before = forecaster;
            forecaster = next;
            before.close();
            make();
          });
    } catch (RejectedExecutionException _) {
      next.close();
    }
  }

  private void make() {
    due.set(false);
    long begun = System.nanoTime();
    try {
      Instant from = history.calendar().intervalStart(clock.instant());
      Made made = forecast(history.items(), from, rhythm.steps(history.calendar().interval()));
      last = made;
      stats.add(System.nanoTime() - begun);
      listeners.forEach(listener -> listener.accept(made));
    } catch (RuntimeException failure) {
      stats.addFailure();
      LOG.errorf(failure, "No new forecast could be made; the last one stays");
    } finally {
      waitForTheNextTurn();
    }
  }

  private Made forecast(List<String> items, Instant from, int steps) {
    Instant origin = clock.instant();
    Forecast forecast = forecaster.forecast(history, items, origin, from, steps);
    List<Boolean> soldOut = new ArrayList<>(items.size());
    for (String item : items) {
      int place = history.item(item);
      soldOut.add(place >= 0 && history.isSoldOut(place, origin));
    }
    return new Made(nextId++, origin, forecast, soldOut);
  }

  private void waitForTheNextTurn() {
    if (turn != null) {
      turn.cancel(false);
    }
    Instant now = clock.instant();
    Instant next = history.calendar().intervalStart(now).plus(history.calendar().interval());
    Duration wait = Duration.between(now, next);
    Duration sooner = wait.compareTo(rhythm.refresh()) < 0 ? wait : rhythm.refresh();
    long millis = Math.max(rhythm.debounce().toMillis(), clock.real(sooner).toMillis() + 1);
    if (!thread.isShutdown()) {
      turn = thread.schedule(this::make, millis, TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (thread.awaitTermination(5, TimeUnit.SECONDS)) {
        forecaster.close();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
