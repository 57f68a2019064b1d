package io.parcook.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.parcook.models.adapter.Adapter;
import io.parcook.models.adapter.AdapterCard;
import io.parcook.models.adapter.WeightOverride;
import io.parcook.models.forecast.BaseModel;
import io.parcook.models.onnx.Initializer;
import io.parcook.models.onnx.OnnxGraph;
import io.parcook.sync.catalog.Actor;
import io.parcook.sync.catalog.Added;
import io.parcook.sync.catalog.Artifact;
import io.parcook.sync.catalog.Catalog;
import io.parcook.sync.catalog.CatalogOptions;
import io.parcook.sync.catalog.ShippedModel;
import io.parcook.sync.catalog.Why;
import io.parcook.sync.disk.Digest;
import java.io.ByteArrayInputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A store that learns: whatever happens to a night, what serves goes on, and it is told.
class LearningJourneyTest {

  private static final JsonMapper JSON = new JsonMapper();
  /// At the lowest priority a busy machine lets a night wait.
  private static final Duration NIGHT = Duration.ofMinutes(10);

  @TempDir Path folder;

  @BeforeEach
  void aModelIsShipped() {
    Assumptions.assumeTrue(BaseModel.read().isPresent(), "this build ships no base model");
  }

  @Test
  void nightsThatAreKilledLeaveWhatServesAndOneThatEndsIsJudged() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Path cli = Checkout.root().resolve("cli/target/cli-0.1.0-SNAPSHOT.jar");
    try (PackagedStore store =
        PackagedStore.in(folder, Map.of("parcook.tuning.jar", cli.toString()))) {
      store.start();
      CommandLine.run(folder, "simulate", "--to", store.baseUri().toString(), "--history", "8w")
          .assertSucceeded();
      String serves = json(store, "/api/v1/models").at("/serves").asText();

      for (int round = 0; round < 3; round++) {
        begin(store);
        assertThat(store.post("/api/v1/tuning").statusCode()).isEqualTo(409);
        killTheChild(store, random);
        JsonNode night = ended(store);
        assertThat(night.at("/result").asText()).as("seed %s: %s", seed, night).isEqualTo("FAILED");
        assertThat(night.at("/reason").asText()).contains("KILLED");
        assertThat(json(store, "/api/v1/models").at("/serves").asText()).isEqualTo(serves);
        assertThat(json(store, "/api/v1/forecasts").at("/source/version").asText())
            .isEqualTo(serves);
      }

      begin(store);
      JsonNode night = ended(store);
      assertThat(night.at("/result").asText()).as("%s", night).isIn("CANDIDATE", "NOT_BETTER");
      JsonNode models = json(store, "/api/v1/models");
      assertThat(models.at("/serves").asText()).isEqualTo(serves);
      assertThat(models.at("/versions").size())
          .as("%s", models)
          .isEqualTo(night.at("/result").asText().equals("CANDIDATE") ? 2 : 1);

      store.kill9();
      store.start();
      assertThat(json(store, "/api/v1/tuning").at("/nights").size()).isEqualTo(4);
      assertThat(json(store, "/api/v1/models").at("/serves").asText()).isEqualTo(serves);
    }
  }

  @Test
  void aTunedVersionServesAndOneCallGoesBackToItsBase() {
    putTunedVersionLive();
    try (PackagedStore store = PackagedStore.in(folder, Map.of())) {
      store.start();
      assertThat(json(store, "/api/v1/models").at("/serves").asText()).isEqualTo("tuned-by-hand");
      assertThat(json(store, "/v2/models/demand").at("/versions/0").asText())
          .isEqualTo("tuned-by-hand");

      long begun = System.nanoTime();
      HttpResponse<String> back = store.post("/api/v1/models/rollback?reason=too+much+waste");
      Duration took = Duration.ofNanos(System.nanoTime() - begun);

      assertThat(back.statusCode()).as(back.body()).isEqualTo(200);
      assertThat(took).isLessThan(Duration.ofSeconds(1));
      JsonNode models = json(store, "/api/v1/models");
      assertThat(models.at("/serves").asText()).isEqualTo(shippedVersion());
      assertThat(models.at("/journal/0/reason").asText()).isEqualTo("too much waste");
      assertThat(models.at("/journal/0/by").asText()).isEqualTo("OPERATOR");
      Eventually.within(
          Duration.ofSeconds(5),
          "a forecast by the base",
          () ->
              json(store, "/api/v1/forecasts")
                  .at("/source/version")
                  .asText()
                  .equals(shippedVersion()));
      assertThat(store.post("/api/v1/models/rollback").statusCode()).isEqualTo(409);
      assertThat(store.post("/api/v1/tuning").statusCode()).isEqualTo(503);
    }
  }

  private static void begin(PackagedStore store) {
    HttpResponse<String> begun = store.post("/api/v1/tuning");
    assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
    assertThat(begun.headers().firstValue("Location").orElse("")).endsWith("/api/v1/tuning");
  }

  private static void killTheChild(PackagedStore store, Random random) {
    ProcessHandle service = ProcessHandle.of(store.pid()).orElseThrow();
    Eventually.within(
        Duration.ofSeconds(20),
        "a child that is the night and no longer what starts it",
        () ->
            service
                .children()
                .anyMatch(child -> child.info().command().orElse("").endsWith("java")));
    Eventually.nap(Duration.ofMillis(random.nextInt(3_000)));
    service.children().forEach(ProcessHandle::destroyForcibly);
  }

  private static JsonNode ended(PackagedStore store) {
    Eventually.within(
        NIGHT,
        () -> "the end of a night: " + store.get("/api/v1/tuning").body() + store.logs(),
        () -> !json(store, "/api/v1/tuning").at("/running").asBoolean());
    return json(store, "/api/v1/tuning").at("/nights/0");
  }

  /// As a night, its gate and its trial would have.
  private void putTunedVersionLive() {
    byte[] base = BaseModel.bytes().orElseThrow();
    byte[] adapter = adapter(BaseModel.read().orElseThrow()).bytes();
    InstantSource clock = InstantSource.system();
    Why why = new Why(Actor.OPERATOR, "For a test.");
    try (Catalog catalog =
        Catalog.open(
            folder.resolve("data/models"),
            CatalogOptions.DEFAULT,
            clock,
            Optional.of(ShippedModel.of(shippedVersion(), base)))) {
      Added added =
          catalog.add(
              new Artifact.Adapter(
                  "tuned-by-hand",
                  Artifact.SHIPPED,
                  Digest.of(adapter),
                  adapter.length,
                  Digest.of(base)),
              new ByteArrayInputStream(adapter),
              why);
      var verified = catalog.record(((Added.New) added).version().verified(why));
      var shadow = catalog.record(catalog.record(verified.admitted(why)).shadow(why));
      catalog.record(shadow.live(why));
    }
  }

  private static Adapter adapter(OnnxGraph base) {
    TreeMap<String, WeightOverride> overrides = new TreeMap<>();
    Initializer weights =
        base.initializers().stream().filter(Initializer::isFloat).findFirst().orElseThrow();
    overrides.put(
        weights.name(), new WeightOverride.Whole(base.floats(weights.name()), weights.shape()));
    LocalDate day = LocalDate.of(2026, 11, 1);
    return new Adapter(
        new AdapterCard(
            "tuned-by-hand", base.digest(), 1, 1, day, day, Instant.EPOCH, Map.of("wql", 0.4)),
        overrides);
  }

  private static String shippedVersion() {
    return BaseModel.read().orElseThrow().metadata().getOrDefault("parcook.version", "");
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
