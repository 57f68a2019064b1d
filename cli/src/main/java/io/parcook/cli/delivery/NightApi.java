package io.parcook.cli.delivery;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parcook.models.night.NightLine;
import io.parcook.models.onnx.OnnxGraph;
import io.parcook.sync.disk.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/// The HTTP interface of a store's service, as far as a Job that runs its nights needs it.
public final class NightApi implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final JsonMapper JSON = new JsonMapper();

  /// A night that is to be run.
  ///
  /// @param night its name
  /// @param why what began it
  /// @param now by the store's clock
  /// @param holidays the store's region, if one is set
  /// @param time longest it may take
  /// @param base the model that serves
  /// @param adapter what serves on it, if anything does
  public record Task(
      String night,
      String why,
      Instant now,
      ZoneId zone,
      Duration ahead,
      Optional<String> holidays,
      Duration time,
      Digest base,
      Optional<Digest> adapter) {

    /// What the candidate is compared with.
    Digest live() {
      return adapter.orElse(base);
    }
  }

  /// What the store made of a report.
  public record Recorded(String result, String reason) {}

  private final URI store;
  private final HttpClient http;
  private final Patience patience;

  /// @param store such as `http://parcook`
  /// @param patience of a report, which may meet a service that starts anew
  public NightApi(URI store, Patience patience) {
    this.store = store;
    this.patience = patience;
    this.http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  /// Asks for the night that is due.
  ///
  /// @return empty where none is
  /// @throws DeliveryException if the store gives none, or does not answer
  public Optional<Task> take() throws InterruptedException {
    HttpResponse<byte[]> answer;
    try {
      answer =
          http.send(
              request("/api/v1/tuning/nights").POST(HttpRequest.BodyPublishers.noBody()).build(),
              BodyHandlers.ofByteArray());
    } catch (IOException silent) {
      throw unreachable(silent);
    }
    return switch (answer.statusCode()) {
      case 201 -> Optional.of(task(answer.body()));
      case 204 -> Optional.empty();
      default -> throw new DeliveryException(DeliveryException.Kind.REFUSED, StoreApi.why(answer));
    };
  }

  /// Fetches a file of what serves.
  ///
  /// @throws DeliveryException if it serves no longer, or is not what its digest says
  public byte[] content(Digest digest) throws InterruptedException {
    try {
      HttpResponse<InputStream> answer =
          http.send(
              request("/api/v1/models/contents/" + digest).build(), BodyHandlers.ofInputStream());
      try (InputStream in = answer.body()) {
        byte[] content = in.readNBytes(Math.toIntExact(OnnxGraph.MOST_BYTES) + 1);
        if (answer.statusCode() == 200 && Digest.of(content).equals(digest)) {
          return content;
        }
      }
      throw new DeliveryException(
          DeliveryException.Kind.REFUSED,
          "%s answered %d, and not with %s; another model may serve by now."
              .formatted(store, answer.statusCode(), digest));
    } catch (IOException silent) {
      throw unreachable(silent);
    }
  }

  /// Says what came of a night, again until the store has it on disk.
  ///
  /// @param adapter empty where the night found none
  /// @throws DeliveryException if the store does not take it, or says nothing for too long
  public Recorded report(Task task, NightLine said, byte[] adapter) throws InterruptedException {
    byte[] body = body(task, said, adapter);
    long began = System.nanoTime();
    for (int retry = 0; ; retry++) {
      String why;
      try {
        HttpResponse<byte[]> answer =
            http.send(
                request("/api/v1/tuning/nights/" + task.night())
                    .header("Content-Type", "application/json")
                    .PUT(HttpRequest.BodyPublishers.ofByteArray(body))
                    .build(),
                BodyHandlers.ofByteArray());
        if (answer.statusCode() == 200) {
          JsonNode record = JSON.readTree(answer.body());
          return new Recorded(record.path("result").asText(), record.path("reason").asText());
        }
        why = StoreApi.why(answer);
        if (answer.statusCode() < 500) {
          throw new DeliveryException(DeliveryException.Kind.REFUSED, why);
        }
      } catch (IOException silent) {
        why = "No answer from " + store + ": " + silent.getMessage();
      }
      if (patience.isOver(Duration.ofNanos(System.nanoTime() - began))) {
        throw new DeliveryException(DeliveryException.Kind.UNREACHABLE, why);
      }
      Thread.sleep(patience.pause(retry));
    }
  }

  private static byte[] body(Task task, NightLine said, byte[] adapter) {
    try {
      ObjectNode report = JSON.createObjectNode().put("live", task.live().toString());
      report.set("said", JSON.readTree(said.json()));
      if (adapter.length > 0) {
        report
            .putObject("adapter")
            .put("digest", Digest.of(adapter).toString())
            .put("content", adapter);
      }
      return JSON.writeValueAsBytes(report);
    } catch (JacksonException e) {
      throw new IllegalStateException("what was JSON can be written", e);
    }
  }

  private Task task(byte[] answer) {
    try {
      JsonNode task = JSON.readTree(answer);
      return new Task(
          task.required("night").asText(),
          task.required("why").asText(),
          Instant.parse(task.required("now").asText()),
          ZoneId.of(task.required("zone").asText()),
          Duration.parse(task.required("ahead").asText()),
          text(task, "holidays"),
          Duration.parse(task.required("time").asText()),
          Digest.parse(task.required("base").asText()),
          text(task, "adapter").map(Digest::parse));
    } catch (IOException | DateTimeException | IllegalArgumentException unreadable) {
      throw new DeliveryException(
          DeliveryException.Kind.REFUSED,
          store + " gave a night that cannot be read: " + unreadable.getMessage());
    }
  }

  private static Optional<String> text(JsonNode from, String name) {
    return from.hasNonNull(name) ? Optional.of(from.get(name).asText()) : Optional.empty();
  }

  private DeliveryException unreachable(IOException silent) {
    return new DeliveryException(
        DeliveryException.Kind.UNREACHABLE, "No answer from " + store + ": " + silent);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(store.resolve(path)).timeout(TIMEOUT);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
