package io.parcook.journey;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Says to the screen what a test wants said, over the service's own contract. The page itself is
/// the packaged one: everything but `/api` is passed on to the real service.
final class ScriptedStore implements AutoCloseable {

  /// Which forecast it is: a model's, or the usual level with its reason.
  static final String MODEL = "{\"kind\":\"model\",\"version\":\"base-2026.11.1\"}";

  static final String USUAL = "{\"kind\":\"usual\",\"reason\":\"the model could not be opened\"}";

  private final URI page;
  private final HttpClient http = HttpClient.newHttpClient();
  private final HttpServer server;
  private final ExecutorService answers = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor();
  private final List<OutputStream> listeners = new CopyOnWriteArrayList<>();
  private final AtomicInteger opened = new AtomicInteger();
  private volatile @Nullable String last;
  private volatile boolean beating = true;
  private volatile int status = 200;

  ScriptedStore(URI page) {
    this.page = page;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(answers);
    server.createContext("/", this::passOn);
    server.createContext("/api/v1/store", this::store);
    server.createContext("/api/v1/forecasts/stream", this::stream);
    server.start();
    var _ = heart.scheduleAtFixedRate(this::beat, 1, 1, TimeUnit.SECONDS);
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  /// A forecast made now, to everyone who listens, and first thing to everyone who comes.
  void say(String source, List<ScriptedItem> items) {
    say(source, items, Instant.now());
  }

  void say(String source, List<ScriptedItem> items, Instant madeAt) {
    String all = items.stream().map(ScriptedItem::json).collect(Collectors.joining(","));
    String forecast =
        """
        event: forecast
        data: {"store":"Harbour Street","zone":"Europe/Paris","origin":"%1$s","madeAt":"%1$s",\
        "source":%2$s,"interval":"PT15M","from":"%1$s","steps":%3$d,"levels":[],"items":[%4$s]}

        """
            .formatted(madeAt, source, ScriptedItem.STEPS, all);
    last = forecast;
    send(forecast);
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

  void hangUp() {
    for (OutputStream listener : listeners) {
      leave(listener);
    }
  }

  @Override
  public void close() {
    heart.shutdownNow();
    hangUp();
    server.stop(0);
    answers.shutdownNow();
    http.close();
  }

  private void beat() {
    if (beating) {
      send("event: beat\ndata: {\"now\":\"" + Instant.now() + "\"}\n\n");
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

  private void stream(HttpExchange exchange) throws IOException {
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

  private void store(HttpExchange exchange) throws IOException {
    String json =
        """
        {"store":"Harbour Street","zone":"Europe/Paris","interval":"PT15M","now":"%s",\
        "clockSpeed":1.0}"""
            .formatted(Instant.now());
    answer(exchange, "application/json", json.getBytes(StandardCharsets.UTF_8));
  }

  private void passOn(HttpExchange exchange) throws IOException {
    HttpRequest request = HttpRequest.newBuilder(page.resolve(exchange.getRequestURI())).build();
    try {
      HttpResponse<byte[]> real = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      answer(
          exchange,
          real.headers().firstValue("Content-Type").orElse("application/octet-stream"),
          real.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      exchange.close();
    }
  }

  private static void answer(HttpExchange exchange, String type, byte[] body) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", type);
    exchange.sendResponseHeaders(200, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }
}
