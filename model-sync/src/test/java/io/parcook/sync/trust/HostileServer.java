package io.parcook.sync.trust;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/// A registry that answers every request in a way that hurts.
final class HostileServer implements AutoCloseable {

  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final AtomicInteger connections = new AtomicInteger();
  private final Answer answer;

  private interface Answer {
    void write(OutputStream out) throws IOException, InterruptedException;
  }

  private HostileServer(Answer answer) throws IOException {
    this.answer = answer;
    Thread.ofVirtual().start(this::serve);
  }

  /// Bytes without end.
  static HostileServer endless() throws IOException {
    return new HostileServer(
        out -> {
          head(out, "Transfer-Encoding: chunked");
          byte[] chunk = ("40\r\n" + "x".repeat(64) + "\r\n").getBytes(StandardCharsets.US_ASCII);
          while (true) {
            out.write(chunk);
          }
        });
  }

  /// A byte every few milliseconds.
  static HostileServer dripping(int size) throws IOException {
    return new HostileServer(
        out -> {
          head(out, "Content-Length: " + size);
          while (true) {
            out.write('x');
            out.flush();
            Thread.sleep(5);
          }
        });
  }

  private static void head(OutputStream out, String header) throws IOException {
    out.write(("HTTP/1.1 200 OK\r\n" + header + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  private void serve() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        connections.incrementAndGet();
        Thread.ofVirtual().start(() -> answer(client));
      } catch (IOException _) {
        return;
      }
    }
  }

  private void answer(Socket client) {
    try (client) {
      client.getInputStream().read(new byte[8_192]);
      answer.write(client.getOutputStream());
    } catch (IOException | InterruptedException _) {
      // the client has left
    }
  }

  int port() {
    return door.getLocalPort();
  }

  int connections() {
    return connections.get();
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
