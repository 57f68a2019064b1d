package io.parcook.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.parcook.models.forecast.BaseModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A store whose disk has no room left, a real one: nothing that was answered is lost, and what
/// serves goes on.
class FullDiskJourneyTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration NIGHT = Duration.ofMinutes(10);

  @TempDir Path folder;
  private Path disk = Path.of("");

  @BeforeEach
  void aSmallDisk() throws Exception {
    Assumptions.assumeTrue(BaseModel.read().isPresent(), "this build ships no base model");
    disk = Files.createDirectory(folder.resolve("disk"));
    Assumptions.assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=160m", "tmpfs", disk.toString()),
        "a disk of its own needs the right to mount one; run this test as root");
  }

  @AfterEach
  void takeItAway() throws Exception {
    run("umount", "--lazy", disk.toString());
  }

  @Test
  void aFullDiskCostsNothingThatWasAnsweredAndLeavesWhatServes() throws Exception {
    Path cli = Checkout.root().resolve("cli/target/cli-0.1.0-SNAPSHOT.jar");
    Map<String, String> settings =
        Map.of(
            "parcook.tuning.jar", cli.toString(),
            "parcook.data.directory", disk.resolve("data").toString());
    try (PackagedStore store = PackagedStore.in(folder, settings)) {
      store.start();
      CommandLine.run(folder, "simulate", "--to", store.baseUri().toString(), "--history", "8w")
          .assertSucceeded();
      String serves = json(store, "/api/v1/models").at("/serves").asText();
      Path rest = fill();

      byte[] sale = Events.bytes(Events.sale("while-full", Instant.now(), "Cheeseburger", 1));
      HttpResponse<String> refused = postUntilRefused(store);
      assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
      assertThat(refused.body()).contains("disk is full");
      assertThat(store.post(Events.ONE, sale).statusCode()).isEqualTo(503);

      assertThat(store.post("/api/v1/tuning").statusCode()).isEqualTo(202);
      Eventually.within(
          NIGHT,
          () -> "the end of a night: " + store.get("/api/v1/tuning").body() + store.logs(),
          () -> !json(store, "/api/v1/tuning").at("/running").asBoolean());
      JsonNode night = json(store, "/api/v1/tuning").at("/nights/0");
      assertThat(night.at("/result").asText()).as("%s", night).isIn("NOT_BETTER", "FAILED");
      assertThat(night.at("/reason").asText()).as("%s", night).isNotBlank();
      assertThat(json(store, "/api/v1/models").at("/serves").asText()).isEqualTo(serves);
      assertThat(json(store, "/api/v1/forecasts").at("/source/version").asText()).isEqualTo(serves);

      store.kill9();
      store.start();
      assertThat(json(store, "/api/v1/models").at("/serves").asText()).isEqualTo(serves);

      Files.delete(rest);
      HttpResponse<String> taken = store.post(Events.ONE, sale);
      assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
      assertThat(taken.body()).contains("\"outcome\":\"stored\"");

      store.kill9();
      store.start();
      assertThat(json(store, "/api/v1/models").at("/serves").asText()).isEqualTo(serves);
      assertThat(store.post(Events.ONE, sale).body()).contains("\"outcome\":\"repeated\"");
    }
  }

  /// Sales until the store says that it has no room: the log that it has made already holds some.
  private static HttpResponse<String> postUntilRefused(PackagedStore store) {
    for (int i = 0; i < 5_000; i++) {
      HttpResponse<String> answer =
          store.post(Events.ONE, Events.bytes(Events.sale("last-" + i, Instant.now(), "Fries", 1)));
      if (answer.statusCode() != 202) {
        return answer;
      }
    }
    throw new AssertionError("The disk is full, and 5,000 sales were taken");
  }

  private Path fill() throws IOException {
    Path rest = disk.resolve("rest");
    byte[] block = new byte[64 * 1024];
    try (var out = Files.newOutputStream(rest)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      assertThat(full).hasMessageContaining("No space left");
    }
    return rest;
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
  }

  private static JsonNode json(PackagedStore store, String path) {
    HttpResponse<String> answer = store.get(path);
    assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(200);
    try {
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
