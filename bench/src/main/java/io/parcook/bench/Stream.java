package io.parcook.bench;

import io.parcook.journey.PackagedStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// A screen's connection to the live forecast: notes when each forecast arrives.
final class Stream implements AutoCloseable {

  private static final String ASK =
      """
      GET /api/v1/forecasts/stream HTTP/1.1\r
      Host: localhost\r
      Accept: text/event-stream\r
      \r
      """;

  private final Socket socket;
  private final BlockingQueue<Long> arrivals = new LinkedBlockingQueue<>(10_000);

  Stream(PackagedStore store) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), store.baseUri().getPort());
    socket.setTcpNoDelay(true);
    socket.getOutputStream().write(ASK.getBytes(StandardCharsets.US_ASCII));
    Thread.ofVirtual().start(this::listen);
  }

  /// When each forecast arrived, in nanoseconds of [System#nanoTime].
  BlockingQueue<Long> arrivals() {
    return arrivals;
  }

  private void listen() {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), 1 << 16)) {
      String line = lines.readLine();
      while (line != null) {
        if (line.equals("event:forecast") || line.equals("event: forecast")) {
          arrivals.put(System.nanoTime());
        }
        line = lines.readLine();
      }
    } catch (IOException e) {
      if (!socket.isClosed()) {
        throw new UncheckedIOException(e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
