package io.parcook.service.display;

import io.parcook.service.problem.Problem;
import io.parcook.service.problem.ProblemAnswer;
import io.parcook.service.problem.ProblemKind;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Server-sent events to every screen that listens: the same bytes to all, within a bound of
/// listeners. Safe for use by many threads.
final class Broadcast {

  /// A message and the id under which screens remember it.
  private record Newest(String id, Buffer frame) {}

  private final int limit;
  private final Set<Subscriber> subscribers = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Newest newest;

  Broadcast(int limit) {
    this.limit = limit;
  }

  int subscribers() {
    return subscribers.size();
  }

  int limit() {
    return limit;
  }

  /// Adds a screen: it gets the newest message, unless that is the one it has, and all that follow.
  ///
  /// @param has the id of the newest message that the screen has; null where it has none
  void subscribe(RoutingContext exchange, @Nullable String has) {
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
    Newest now = newest;
    if (now != null && !now.id().equals(has)) {
      subscriber.offer(now.frame());
    }
  }

  /// Sends a message to all.
  ///
  /// @param data JSON in one line
  void publish(String event, String id, byte[] data) {
    byte[] head =
        ("event: " + event + "\nid: " + id + "\ndata: ").getBytes(StandardCharsets.US_ASCII);
    Buffer frame =
        Buffer.buffer(head.length + data.length + 2)
            .appendBytes(head)
            .appendBytes(data)
            .appendString("\n\n");
    newest = new Newest(id, frame);
    subscribers.forEach(subscriber -> subscriber.offer(frame));
  }

  /// Sends a beat to all who have room for it.
  void beat(String data) {
    if (!subscribers.isEmpty()) {
      Buffer beat = Buffer.buffer("event: beat\ndata: " + data + "\n\n");
      subscribers.forEach(subscriber -> subscriber.beat(beat));
    }
  }
}
