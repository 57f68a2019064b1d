package io.parcook.journey;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A site whose pages are the packaged service's own, and whose answers under some paths are a
/// test's.
final class ScriptedSite implements AutoCloseable {

  private final URI page;
  private final HttpClient http = HttpClient.newHttpClient();
  private final HttpServer server;
  private final ExecutorService answers = Executors.newVirtualThreadPerTaskExecutor();

  /// @param page the packaged service; everything that no [#on] answers is asked there
  ScriptedSite(URI page) {
    this.page = page;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(answers);
    server.createContext("/", this::passOn);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  /// Whatever begins with `path` is answered by `answer`, unless a longer path has its own.
  void on(String path, HttpHandler answer) {
    server.createContext(path, answer);
  }

  static void json(HttpExchange exchange, int status, String json) throws IOException {
    answer(exchange, status, "application/json", json.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    server.stop(0);
    answers.shutdownNow();
    http.close();
  }

  private void passOn(HttpExchange exchange) throws IOException {
    HttpRequest request = HttpRequest.newBuilder(page.resolve(exchange.getRequestURI())).build();
    try {
      HttpResponse<byte[]> real = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      String type = real.headers().firstValue("Content-Type").orElse("application/octet-stream");
      real.headers()
          .firstValue("Content-Security-Policy")
          .ifPresent(
              policy -> exchange.getResponseHeaders().add("Content-Security-Policy", policy));
      answer(exchange, real.statusCode(), type, real.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      exchange.close();
    }
  }

  private static void answer(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().add("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }
}
