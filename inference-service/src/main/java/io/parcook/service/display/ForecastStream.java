package io.parcook.service.display;

import io.parcook.service.problem.ProblemAnswer;
import io.parcook.service.settings.ParcookConfig;
import io.parcook.service.settings.StoreClock;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/// `GET /api/v1/forecasts/stream`: server-sent events. `forecast` carries each new forecast, first
/// the one there is; `beat` tells the store's time each second, so that a screen sees at once when
/// the line is dead. A `Last-Event-ID` changes nothing: only the newest forecast matters.
@Singleton
public class ForecastStream {

  public static final String PATH = "/api/v1/forecasts/stream";

  private static final long BEAT_MILLIS = 1_000;

  private final Broadcast screens;

  public ForecastStream(ForecastFeed feed, StoreClock clock, ParcookConfig config, Vertx vertx) {
    screens = new Broadcast(config.stream().subscribers());
    feed.last().ifPresent(this::publish);
    feed.onPage(this::publish);
    vertx.setPeriodic(BEAT_MILLIS, _ -> screens.beat("{\"now\":\"" + clock.instant() + "\"}"));
  }

  /// Screens that listen now.
  public int subscribers() {
    return screens.subscribers();
  }

  /// Most screens that may listen.
  public int limit() {
    return screens.limit();
  }

  void route(@Observes Router router) {
    router.get(PATH).handler(exchange -> screens.subscribe(exchange, null));
    router.route(PATH).handler(ProblemAnswer.allowing("GET"));
  }

  private void publish(ForecastFeed.Page page) {
    screens.publish("forecast", Long.toString(page.made().id()), page.json());
  }
}
