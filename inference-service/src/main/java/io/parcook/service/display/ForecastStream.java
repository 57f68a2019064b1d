package io.parcook.service.display;

import io.parcook.service.problem.Problem;
import io.parcook.service.problem.ProblemAnswer;
import io.parcook.service.problem.ProblemKind;
import io.parcook.service.settings.ParcookConfig;
import io.parcook.service.settings.StoreClock;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// `GET /api/v1/forecasts/stream`: server-sent events. `forecast` carries each new forecast, first
/// the one there is; `beat` tells the store's time each second, so that a screen sees at once when
/// the line is dead. A `Last-Event-ID` changes nothing: only the newest forecast matters.
@Singleton
public class ForecastStream {

  public static final String PATH = "/api/v1/forecasts/stream";

  private static final long BEAT_MILLIS = 1_000;

  private final StoreClock clock;
  private final int limit;
  private final Set<Subscriber> subscribers = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Buffer last;

  public ForecastStream(ForecastFeed feed, StoreClock clock, ParcookConfig config, Vertx vertx) {
    this.clock = clock;
    this.limit = config.stream().subscribers();
    feed.last().ifPresent(page -> last = frame(page));
    feed.onPage(this::publish);
    vertx.setPeriodic(BEAT_MILLIS, _ -> beat());
  }

  /// Screens that listen now.
  public int subscribers() {
    return subscribers.size();
  }

  /// Most screens that may listen.
  public int limit() {
    return limit;
  }

  void route(@Observes Router router) {
    router.get(PATH).handler(this::subscribe);
    router.route(PATH).handler(ProblemAnswer.allowing("GET"));
  }

  private void subscribe(RoutingContext exchange) {
    if (subscribers.size() >= limit) {
      ProblemAnswer.send(
          exchange,
          Problem.of(
              ProblemKind.TOO_MANY_SUBSCRIBERS,
              limit + " screens listen already. Close one, or raise parcook.stream.subscribers."));
      return;
    }
    HttpServerResponse response = exchange.response();
    response.setChunked(true);
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream;charset=UTF-8")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader("X-Accel-Buffering", "no");
    Subscriber subscriber = new Subscriber(response, exchange.vertx().getOrCreateContext());
    subscribers.add(subscriber);
    exchange.addEndHandler(_ -> subscribers.remove(subscriber));
    response.write("retry: 1000\n\n");
    Buffer newest = last;
    if (newest != null) {
      subscriber.offer(newest);
    }
  }

  private void publish(ForecastFeed.Page page) {
    Buffer frame = frame(page);
    last = frame;
    subscribers.forEach(subscriber -> subscriber.offer(frame));
  }

  private void beat() {
    if (!subscribers.isEmpty()) {
      Buffer beat = Buffer.buffer("event: beat\ndata: {\"now\":\"" + clock.instant() + "\"}\n\n");
      subscribers.forEach(subscriber -> subscriber.beat(beat));
    }
  }

  private static Buffer frame(ForecastFeed.Page page) {
    byte[] head =
        ("event: forecast\nid: " + page.made().id() + "\ndata: ")
            .getBytes(StandardCharsets.US_ASCII);
    return Buffer.buffer(head.length + page.json().length + 2)
        .appendBytes(head)
        .appendBytes(page.json())
        .appendString("\n\n");
  }
}
