package io.parcook.sync.catalog;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.parcook.sync.disk.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;

/// Gives blobs a few bytes at a time, from where a range begins.
final class SlowRegistry implements AutoCloseable {

  private static final int PIECE = 100;

  private final HttpServer server;
  private final Map<String, byte[]> blobs = new HashMap<>();

  SlowRegistry() throws IOException {
    for (int content = 1; content <= FetchingLife.CONTENTS; content++) {
      byte[] bytes = Contents.of(content);
      blobs.put(Digest.of(bytes).toString(), bytes);
    }
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      byte[] blob = blobs.get(path.substring(path.lastIndexOf('/') + 1));
      if (blob == null) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      String range = exchange.getRequestHeaders().getFirst("Range");
      String[] ends = range == null ? new String[] {"0"} : range.substring(6).split("-", 2);
      int from = Integer.parseInt(ends[0]);
      int until =
          ends.length > 1 && !ends[1].isEmpty()
              ? Math.min(blob.length, Integer.parseInt(ends[1]) + 1)
              : blob.length;
      if (range != null) {
        exchange
            .getResponseHeaders()
            .add("Content-Range", "bytes %d-%d/%d".formatted(from, until - 1, blob.length));
      }
      exchange.sendResponseHeaders(range == null ? 200 : 206, until - from);
      try (OutputStream out = exchange.getResponseBody()) {
        for (int at = from; at < until; at += PIECE) {
          out.write(blob, at, Math.min(PIECE, until - at));
          out.flush();
          Thread.sleep(2);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
