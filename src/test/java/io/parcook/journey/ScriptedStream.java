package io.parcook.journey;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A stream of server-sent events that a test holds in its hand: it says, falls silent, refuses and
/// hangs up as told. Each second it beats.
final class ScriptedStream implements HttpHandler, AutoCloseable {

  private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor();
  private final List<OutputStream> listeners = new CopyOnWriteArrayList<>();
  private final AtomicInteger opened = new AtomicInteger();
  private final Supplier<String> beat;
  private volatile @Nullable String last;
  private volatile boolean beating = true;
  private volatile int status = 200;

  /// @param beat the data of a beat that is sent now
  ScriptedStream(Supplier<String> beat) {
    this.beat = beat;
    var _ = heart.scheduleAtFixedRate(this::beat, 1, 1, TimeUnit.SECONDS);
  }

  /// An event to everyone who listens, and first thing to everyone who comes.
  void say(String event, String data) {
    String frame = "event: " + event + "\ndata: " + data + "\n\n";
    last = frame;
    send(frame);
  }

  /// The connections stay open and nothing comes any more.
  void fallSilent() {
    beating = false;
  }

  /// New streams are answered with this status; those that are open end.
  void refuse(int status) {
    this.status = status;
    hangUp();
  }

  void recover() {
    status = 200;
    beating = true;
  }

  /// Times a stream was asked for.
  int opened() {
    return opened.get();
  }

  @Override
  public void close() {
    heart.shutdownNow();
    hangUp();
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    opened.incrementAndGet();
    if (status != 200) {
      exchange.sendResponseHeaders(status, -1);
      exchange.close();
      return;
    }
    exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    OutputStream body = exchange.getResponseBody();
    String first = last;
    if (first != null) {
      body.write(first.getBytes(StandardCharsets.UTF_8));
    }
    body.flush();
    listeners.add(body);
  }

  private void hangUp() {
    for (OutputStream listener : listeners) {
      leave(listener);
    }
  }

  private void beat() {
    if (beating) {
      send("event: beat\ndata: " + beat.get() + "\n\n");
    }
  }

  private void send(String event) {
    for (OutputStream listener : listeners) {
      try {
        synchronized (listener) {
          listener.write(event.getBytes(StandardCharsets.UTF_8));
          listener.flush();
        }
      } catch (IOException gone) {
        leave(listener);
      }
    }
  }

  private void leave(OutputStream listener) {
    listeners.remove(listener);
    try {
      listener.close();
    } catch (IOException alreadyGone) {
      // It is closed either way.
    }
  }
}
