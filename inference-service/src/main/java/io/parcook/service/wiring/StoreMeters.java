package io.parcook.service.wiring;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.parcook.models.forecast.Forecast;
import io.parcook.models.forecast.ForecastSource;
import io.parcook.pipeline.history.DemandHistory;
import io.parcook.pipeline.intake.Intake;
import io.parcook.pipeline.intake.IntakeLimits;
import io.parcook.pipeline.ledger.Ledger;
import io.parcook.service.body.InFlight;
import io.parcook.service.channel.KafkaState;
import io.parcook.service.display.ForecastStream;
import io.parcook.service.forecast.LiveForecast;
import io.parcook.service.forecast.NextHour;
import io.parcook.service.settings.StoreClock;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// What `/q/metrics` tells beside the counts of events: how close every bound is, and how old what
/// the screen shows is. `docs/metrics.md` lists them.
@Startup
@Singleton
public class StoreMeters {

  private final MeterRegistry registry;

  public StoreMeters(
      MeterRegistry registry,
      Ledger ledger,
      Intake intake,
      IntakeLimits limits,
      InFlight inFlight,
      DemandHistory history,
      LiveForecast live,
      ForecastStream stream,
      KafkaState kafka,
      StoreClock clock) {
    this.registry = registry;
    ledger(ledger);
    gauge("parcook.intake.inflight", "Bytes of bodies in work", inFlight::taken);
    gauge("parcook.intake.inflight.limit", "Most bytes of bodies in work", inFlight::limit);
    gauge("parcook.names", "Distinct items", intake::knownItems, "kind", "item");
    gauge("parcook.names", "Distinct zones", intake::knownZones, "kind", "zone");
    gauge("parcook.names.limit", "Most distinct items, and most zones", limits::maxNames);
    gauge("parcook.history.recent", "Events held one by one", () -> history.counts().recent());
    gauge(
        "parcook.history.recent.limit",
        "Most events held one by one",
        () -> history.limits().recent());
    forecast(live, clock);
    gauge("parcook.stream.subscribers", "Screens that listen", stream::subscribers);
    gauge("parcook.stream.subscribers.limit", "Most screens that may listen", stream::limit);
    gauge(
        "parcook.kafka.connections",
        "Connections to brokers; NaN where off",
        () -> kafka.connections().orElse(Double.NaN));
    gauge(
        "parcook.kafka.lag",
        "Records behind; NaN where unknown",
        () -> kafka.lag().orElse(Double.NaN));
    gauge("parcook.clock.speed", "Store seconds in a real second", clock::speed);
    gauge(
        "parcook.clock.seconds",
        "The store's clock, seconds since the epoch",
        () -> clock.instant().getEpochSecond());
  }

  private void ledger(Ledger ledger) {
    gauge(
        "parcook.ledger.queue",
        "Events that wait for the disk",
        () -> ledger.stats().queue().deliveries());
    gauge(
        "parcook.ledger.queue.limit",
        "Most events that may wait",
        () -> ledger.stats().queue().capacity());
    gauge(
        "parcook.ledger.queue.bytes",
        "Bytes that wait for the disk",
        () -> ledger.stats().queue().bytes());
    gauge(
        "parcook.ledger.queue.bytes.limit",
        "Most bytes that may wait",
        () -> ledger.stats().queue().byteCapacity());
    gauge("parcook.ledger.disk", "Bytes of the ledger in use", () -> ledger.stats().disk().used());
    gauge(
        "parcook.ledger.disk.budget",
        "Bytes after which events are pruned",
        () -> ledger.stats().disk().budget());
    counter(
        "parcook.ledger.pruned",
        "Events whose bytes were pruned",
        ledger,
        of -> of.stats().disk().pruned());
    counter(
        "parcook.ledger.refused",
        "Deliveries refused because the queue was full",
        ledger,
        of -> of.stats().refused());
    counter(
        "parcook.ledger.failed",
        "Deliveries not stored because the disk failed",
        ledger,
        of -> of.stats().failed());
    counter("parcook.ledger.commits", "Transactions on disk", ledger, of -> of.stats().commits());
    counter(
        "parcook.ledger.commit.seconds",
        "Time spent in transactions",
        ledger,
        of -> of.stats().commitNanos() / 1e9);
  }

  private void forecast(LiveForecast live, StoreClock clock) {
    TimeGauge.builder(
            "parcook.forecast.age",
            () ->
                live.last()
                    .map(made -> Duration.between(made.madeAt(), clock.instant()).toMillis())
                    .map(Long::doubleValue)
                    .orElse(Double.NaN),
            TimeUnit.MILLISECONDS)
        .description("Age of the forecast shown, by the store's clock; NaN before the first")
        .register(registry);
    gauge(
        "parcook.forecast.model",
        "1 where a model made the forecast shown, 0 where it is the usual level",
        () -> live.last().map(made -> isModel(made.forecast().source())).orElse(0));
    gauge(
        "parcook.forecast.items",
        "Items in the forecast shown",
        () -> live.last().map(made -> made.forecast().items().size()).orElse(0));
    gauge(
        "parcook.forecast.usual.hour",
        "Portions that are usual in the next hour: whether the store is wont to be open",
        () -> live.last().map(made -> usual(made.forecast(), clock.instant())).orElse(0.0));
    gauge("parcook.forecast.questions", "Questions that wait", live::waiting);
    counter("parcook.forecast.made", "Forecasts made", live, of -> of.stats().made());
    counter("parcook.forecast.failed", "Forecasts that failed", live, of -> of.stats().failed());
    counter(
        "parcook.forecast.seconds",
        "Time spent on forecasts",
        live,
        of -> of.stats().nanos() / 1e9);
  }

  private static double usual(Forecast forecast, Instant now) {
    return IntStream.range(0, forecast.items().size())
        .mapToDouble(item -> NextHour.of(forecast, item, now).usual())
        .sum();
  }

  private static int isModel(ForecastSource source) {
    return switch (source) {
      case ForecastSource.Model _ -> 1;
      case ForecastSource.UsualLevel _ -> 0;
    };
  }

  private void gauge(String name, String description, Supplier<Number> value, String... tags) {
    Gauge.builder(name, value).description(description).tags(tags).register(registry);
  }

  private <T> void counter(String name, String description, T of, ToDoubleFunction<T> value) {
    FunctionCounter.builder(name, of, value).description(description).register(registry);
  }
}
