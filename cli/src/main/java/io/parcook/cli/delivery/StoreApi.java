package io.parcook.cli.delivery;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.parcook.pipeline.event.EventWriter;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.Executors;

/// The HTTP interface of a store's service, as far as a sender of events needs it. One call is one
/// request; whoever calls decides about trying again. Safe for use by many threads.
public final class StoreApi implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final JsonMapper JSON = new JsonMapper();

  /// What the service says of itself.
  ///
  /// @param clockSpeed seconds of the store's clock in one real second
  public record Store(String store, ZoneId zone, Instant now, double clockSpeed) {}

  /// How the service answered a batch.
  public sealed interface Answer {

    /// Each event has a verdict that is on disk.
    record Acknowledged(JsonNode verdicts) implements Answer {}

    /// Not now. @param after how long to wait, zero where it does not say
    record Busy(String why, Duration after) implements Answer {}

    /// The batch has too many bytes or events; smaller ones may pass.
    record TooLarge(String why) implements Answer {}

    /// Never.
    record Refused(String why) implements Answer {}
  }

  private final URI base;
  private final HttpClient http;

  /// @param base such as `http://localhost:8080`
  public StoreApi(URI base) {
    if (base.getHost() == null) {
      throw new IllegalArgumentException(
          "A store's address looks like http://localhost:8080; this is '" + base + "'");
    }
    this.base = base;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
  }

  public URI base() {
    return base;
  }

  /// Asks the service who and when it is.
  ///
  /// @throws IOException if there is no answer, or not one of a Parcook service
  public Store store() throws IOException, InterruptedException {
    HttpRequest request = request("/api/v1/store").GET().build();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    try {
      JsonNode json = JSON.readTree(response.body());
      return new Store(
          json.required("store").asText(),
          ZoneId.of(json.required("zone").asText()),
          Instant.parse(json.required("now").asText()),
          json.required("clockSpeed").asDouble());
    } catch (JacksonException | DateTimeException | IllegalArgumentException e) {
      throw new IOException(
          request.uri() + " answered " + response.statusCode() + ", not as a Parcook service", e);
    }
  }

  /// Asks for the cook plan's state.
  ///
  /// @throws IOException if there is no answer, or no plan
  public JsonNode plan() throws IOException, InterruptedException {
    HttpRequest request = request("/api/v1/plan").GET().build();
    HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new IOException(why(response));
    }
    return JSON.readTree(response.body());
  }

  /// Says that a batch of the plan went a step, such as `started`.
  ///
  /// @return whether the store took it; false where the batch is no longer what it was
  /// @throws IOException if there was no answer: the same may be said again
  public boolean step(String batch, String step) throws IOException, InterruptedException {
    String path = "/api/v1/plan/" + URLEncoder.encode(batch, StandardCharsets.UTF_8) + "/" + step;
    HttpRequest request =
        request(path.replace("+", "%20")).POST(HttpRequest.BodyPublishers.noBody()).build();
    return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
  }

  /// Posts a batch as [EventWriter#writeBatch] made it.
  ///
  /// @throws IOException if there was no answer: the batch may or may not have been stored
  public Answer post(byte[] batch, int events) throws IOException, InterruptedException {
    HttpRequest request =
        request("/api/v1/events")
            .header("Content-Type", EventWriter.BATCH)
            .POST(HttpRequest.BodyPublishers.ofByteArray(batch))
            .build();
    HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
    return switch (response.statusCode()) {
      case 200, 202 -> acknowledged(response, events);
      case 408, 425, 429, 500, 502, 503, 504 -> new Answer.Busy(why(response), after(response));
      case 413 -> new Answer.TooLarge(why(response));
      default -> new Answer.Refused(why(response));
    };
  }

  private static Answer acknowledged(HttpResponse<byte[]> response, int events) throws IOException {
    JsonNode verdicts = JSON.readTree(response.body()).path("verdicts");
    return verdicts.size() == events
        ? new Answer.Acknowledged(verdicts)
        : new Answer.Refused(
            response.uri()
                + " gave "
                + verdicts.size()
                + " verdicts for "
                + events
                + " events; is it a Parcook service of this version?");
  }

  private static Duration after(HttpResponse<?> response) {
    String seconds = response.headers().firstValue("Retry-After").orElse("");
    return seconds.matches("\\d{1,6}")
        ? Duration.ofSeconds(Long.parseLong(seconds))
        : Duration.ZERO;
  }

  /// The status, and the problem's own words where it is problem JSON (RFC 9457).
  static String why(HttpResponse<byte[]> response) {
    String why = response.uri() + " answered " + response.statusCode();
    try {
      JsonNode problem = JSON.readTree(response.body());
      String words = problem.path("detail").asText(problem.path("title").asText(""));
      return words.isEmpty() ? why : why + ": " + words;
    } catch (IOException _) {
      return why;
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path)).timeout(TIMEOUT);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
