package io.parcook.service.display;

import io.parcook.service.problem.ProblemAnswer;
import io.parcook.service.settings.ParcookConfig;
import io.parcook.service.settings.StoreClock;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/// `GET /api/v1/plan/stream`: server-sent events. `plan` carries each new state, first the one
/// there is, under its revision; a screen that comes back with a `Last-Event-ID` gets it only where
/// it is another. `beat` tells the store's time and the revision each second.
@Singleton
public class PlanStream {

  public static final String PATH = "/api/v1/plan/stream";

  private static final long BEAT_MILLIS = 1_000;

  private final PlanFeed feed;
  private final StoreClock clock;
  private final Broadcast screens;

  public PlanStream(PlanFeed feed, StoreClock clock, ParcookConfig config, Vertx vertx) {
    this.feed = feed;
    this.clock = clock;
    screens = new Broadcast(config.stream().subscribers());
    feed.last().ifPresent(this::publish);
    feed.onPage(this::publish);
    vertx.setPeriodic(BEAT_MILLIS, _ -> beat());
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
    router
        .get(PATH)
        .handler(
            exchange -> screens.subscribe(exchange, exchange.request().getHeader("Last-Event-ID")));
    router.route(PATH).handler(ProblemAnswer.allowing("GET"));
  }

  private void publish(PlanFeed.Page page) {
    screens.publish("plan", Long.toString(page.state().revision()), page.json());
  }

  private void beat() {
    feed.last()
        .ifPresent(
            page ->
                screens.beat(
                    "{\"at\":\""
                        + clock.instant()
                        + "\",\"revision\":"
                        + page.state().revision()
                        + "}"));
  }
}
