package io.parcook.cli.sense;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/// A store as brokers see it: it takes an event under its id once, and may be away.
final class StoreDoor implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();

  private final Map<String, Integer> entered = new ConcurrentHashMap<>();
  private final HttpServer server;
  private volatile boolean away;

  StoreDoor() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/api/v1/events", this::take);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// Whether it answers that it takes nothing now.
  void away(boolean now) {
    away = now;
  }

  /// Everybody who came.
  int people() {
    return entered.values().stream().mapToInt(Integer::intValue).sum();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode events = JSON.readTree(exchange.getRequestBody().readAllBytes());
      StringBuilder verdicts = new StringBuilder();
      for (JsonNode event : events) {
        String id = event.at("/source").asText() + " " + event.at("/id").asText();
        if (!away) {
          entered.putIfAbsent(id, event.at("/data/entered").asInt());
        }
        verdicts.append(verdicts.isEmpty() ? "" : ",").append("{\"outcome\":\"stored\"}");
      }
      byte[] answer = ("{\"verdicts\":[" + verdicts + "]}").getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(away ? 503 : 202, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
