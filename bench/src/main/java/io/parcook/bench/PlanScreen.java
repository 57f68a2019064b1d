package io.parcook.bench;

import io.parcook.journey.PackagedStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/// A screen's connection to the live plan: notes when the portions on hand of one item first fell
/// to each number, and what the door last counted.
final class PlanScreen implements AutoCloseable {

  private static final String ASK =
      """
      GET /api/v1/plan/stream HTTP/1.1\r
      Host: localhost\r
      Accept: text/event-stream\r
      \r
      """;

  private final Socket socket;
  private final String item;
  private final long[] seen;
  private final AtomicInteger states = new AtomicInteger();
  private volatile int onHand = Integer.MAX_VALUE;
  private volatile int people = -1;

  /// What is on hand at first has been shown: until then less of it says nothing.
  private boolean isFilled;

  private volatile long counted;

  /// @param most portions on hand at first
  PlanScreen(PackagedStore store, String item, int most) throws IOException {
    this.item = "{\"item\":\"" + item + "\"";
    seen = new long[most + 1];
    socket = new Socket(InetAddress.getLoopbackAddress(), store.baseUri().getPort());
    socket.setTcpNoDelay(true);
    socket.getOutputStream().write(ASK.getBytes(StandardCharsets.US_ASCII));
    Thread.ofVirtual().start(this::listen);
  }

  /// Portions on hand as last shown.
  int onHand() {
    return onHand;
  }

  /// People at the door as last shown; -1 where nobody counts.
  int people() {
    return people;
  }

  /// When [#people] last changed, in nanoseconds of [System#nanoTime].
  long counted() {
    return counted;
  }

  /// States that came.
  int states() {
    return states.get();
  }

  /// When no more than so many portions were first shown; 0 if never.
  long seen(int portions) {
    return seen[portions];
  }

  private void listen() {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), 1 << 16)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("data: {\"revision\"")) {
          note(line, System.nanoTime());
        }
      }
    } catch (IOException e) {
      if (!socket.isClosed()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void note(String state, long now) {
    states.incrementAndGet();
    int door = state.indexOf("\"door\":{\"people\":");
    int entered = door < 0 ? -1 : number(state, door + 17);
    if (entered != people) {
      counted = now;
      people = entered;
    }
    int shown = number(state, state.indexOf("\"onHand\":", state.indexOf(item)) + 9);
    isFilled |= shown == seen.length - 1;
    for (int p = shown; isFilled && p < seen.length && seen[p] == 0; p++) {
      seen[p] = now;
    }
    onHand = shown;
  }

  private static int number(String text, int from) {
    int at = from;
    int number = 0;
    while (Character.isDigit(text.charAt(at))) {
      number = 10 * number + text.charAt(at) - '0';
      at++;
    }
    return number;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
