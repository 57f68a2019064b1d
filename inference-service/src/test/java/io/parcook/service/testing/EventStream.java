package io.parcook.service.testing;

import io.parcook.service.display.ForecastStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// The live stream as a browser reads it, for at most a minute: its beats see to it that no read
/// waits for ever.
public final class EventStream implements AutoCloseable {

  /// One event of the stream.
  public record Event(String name, String id, String data) {}

  private static final Duration LIFE = Duration.ofSeconds(60);

  private final BufferedReader lines;
  private final long end = System.nanoTime() + LIFE.toNanos();

  private EventStream(InputStream body) {
    lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
  }

  public static EventStream open(Http http, String lastEventId) throws IOException {
    return open(http, ForecastStream.PATH, lastEventId);
  }

  public static EventStream open(Http http, String path, String lastEventId) throws IOException {
    HttpResponse<InputStream> answer = ask(http, path, lastEventId);
    if (answer.statusCode() != 200) {
      throw new IOException("The stream answered " + answer.statusCode());
    }
    return new EventStream(answer.body());
  }

  /// Asks until there is room, for half a minute.
  public static EventStream openWhenThereIsRoom(Http http) throws IOException {
    IOException last = new IOException("never asked");
    for (int i = 0; i < 1_500; i++) {
      try {
        return open(http, "");
      } catch (IOException full) {
        last = full;
        sleep();
      }
    }
    throw last;
  }

  private static HttpResponse<InputStream> ask(Http http, String path, String lastEventId)
      throws IOException {
    var request =
        http.to(path).timeout(Duration.ofSeconds(60)).header("Accept", "text/event-stream");
    if (!lastEventId.isEmpty()) {
      request.header("Last-Event-ID", lastEventId);
    }
    try {
      return http.client().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException(stopped);
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /// The next event of this name.
  public Event next(String name) throws IOException {
    String event = "";
    String id = "";
    String data = "";
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (System.nanoTime() > end) {
        throw new IOException("In " + LIFE + " no event '" + name + "' came that would do.");
      }
      if (line.isEmpty()) {
        if (event.equals(name)) {
          return new Event(event, id, data);
        }
        event = "";
      } else if (line.startsWith("event: ")) {
        event = line.substring(7);
      } else if (line.startsWith("id: ")) {
        id = line.substring(4);
      } else if (line.startsWith("data: ")) {
        data = line.substring(6);
      }
    }
    throw new IOException("The stream ended before an event '" + name + "' came.");
  }

  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
