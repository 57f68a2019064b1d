package io.parcook.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The first thing anybody does with Parcook: `./parcook demo`, from the checkout.
class DemoJourneyTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration TO_FORECAST = Duration.ofSeconds(60);

  @TempDir Path folder;
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void hangUp() {
    http.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void theDemoForecastsFromFourWeeksWithinAMinuteAndEndsWithNothingLeft(String signal) {
    int port = PackagedStore.freePort();
    URI address = URI.create("http://localhost:" + port);
    try (CommandLine demo = demo(port)) {
      Eventually.within(
          TO_FORECAST,
          demo::output,
          () -> !demo.running() || (demo.output().contains(address + "/\n") && answers(address)));
      assertThat(demo.running()).as(demo.output()).isTrue();
      Eventually.within(
          TO_FORECAST,
          () -> "four weeks of history\n" + demo.output(),
          () -> daysOfHistory(address) >= 27);
      JsonNode first = forecasts(address);
      assertThat(first.at("/source/kind").asText()).as(first.toString()).isEqualTo("model");
      Eventually.within(
          Duration.ofSeconds(20),
          () -> "another forecast than " + first,
          () -> !forecasts(address).path("items").equals(first.path("items")));

      List<ProcessHandle> started = demo.process().descendants().toList();
      assertThat(started).hasSizeGreaterThanOrEqualTo(2);
      signal(demo, signal);
      demo.awaitEnd();
      Eventually.within(
          Duration.ofSeconds(10),
          () -> "all ended: " + started.stream().map(ProcessHandle::info).toList(),
          () -> started.stream().noneMatch(ProcessHandle::isAlive));
    }
  }

  private CommandLine demo(int port) {
    return CommandLine.start(
        folder,
        Map.of(),
        List.of(
            Checkout.root().resolve("parcook").toString(),
            "demo",
            "--port",
            Integer.toString(port)));
  }

  private static void signal(CommandLine demo, String signal) {
    try {
      new ProcessBuilder("kill", "-" + signal, Long.toString(demo.process().pid()))
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while signalling", e);
    }
  }

  /// Whole days between now and the first day with sales, by the store's own clock and counts.
  private long daysOfHistory(URI address) {
    Instant now = Instant.parse(json(address, "/api/v1/store").required("now").asText());
    long days = 0;
    while (days < 40 && soldOn(address, now.minus(Duration.ofDays(days + 1)))) {
      days++;
    }
    return days;
  }

  private boolean soldOn(URI address, Instant from) {
    String span = "from=" + from + "&until=" + from.plus(Duration.ofDays(1));
    return !json(address, "/api/v1/counts?" + span).path("counts").isEmpty();
  }

  private JsonNode forecasts(URI address) {
    return json(address, "/api/v1/forecasts");
  }

  private JsonNode json(URI address, String path) {
    HttpResponse<String> answer = get(address, path);
    assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(200);
    try {
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean answers(URI address) {
    try {
      return get(address, "/api/v1/forecasts").statusCode() == 200;
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  private HttpResponse<String> get(URI address, String path) {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve(path)).timeout(Duration.ofSeconds(10)).build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the demo was asked", e);
    }
  }
}
