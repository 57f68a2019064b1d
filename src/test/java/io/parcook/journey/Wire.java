package io.parcook.journey;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A connection to a store for what no good HTTP library would send.
final class Wire implements AutoCloseable {

  private static final int LONGEST_SILENCE_MILLIS = 40_000;

  /// Writes a body, as slowly or as wrongly as it likes.
  @FunctionalInterface
  interface Body {
    void write(OutputStream out) throws IOException;
  }

  /// What came back until the store closed the connection. A status of 0: nothing.
  record Answer(int status, String text) {

    static Answer of(String text) {
      boolean answered = text.startsWith("HTTP/1.1 ");
      return new Answer(answered ? Integer.parseInt(text.substring(9, 12)) : 0, text);
    }

    boolean isProblem() {
      return text.toLowerCase(java.util.Locale.ROOT).contains("application/problem+json");
    }
  }

  private final Socket socket;

  private Wire(Socket socket) {
    this.socket = socket;
  }

  /// Connects, and says nothing yet.
  static Wire to(PackagedStore store) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), store.baseUri().getPort());
    socket.setSoTimeout(LONGEST_SILENCE_MILLIS);
    return new Wire(socket);
  }

  /// Posts to the store's intake over a new connection.
  ///
  /// @param headers further header lines, each ending in `\r\n`
  static Answer post(PackagedStore store, String headers, Body body) {
    try (Wire wire = to(store)) {
      return wire.post(headers, body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Answer post(String headers, Body body) throws IOException {
    OutputStream out = socket.getOutputStream();
    String head =
        "POST /api/v1/events HTTP/1.1\r\nHost: store\r\nConnection: close\r\n" + headers + "\r\n";
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    Thread.startVirtualThread(() -> write(body, out)); // it ends when the socket closes
    return answer();
  }

  /// Sends bytes as they are.
  void say(String bytes) throws IOException {
    socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
  }

  /// Everything the store says until it closes the connection, or a reset cuts it off.
  Answer answer() throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    InputStream in = socket.getInputStream();
    byte[] step = new byte[4096];
    try {
      for (int n = in.read(step); n >= 0; n = in.read(step)) {
        answer.write(step, 0, n);
      }
    } catch (IOException reset) {
      if (answer.size() == 0) {
        return new Answer(0, reset.toString());
      }
    }
    return Answer.of(answer.toString(StandardCharsets.UTF_8));
  }

  private static void write(Body body, OutputStream out) {
    try {
      body.write(out);
      out.flush();
    } catch (IOException closedByTheStore) {
      // the answer says why
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
