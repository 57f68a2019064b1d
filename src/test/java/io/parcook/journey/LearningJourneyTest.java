package io.parcook.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.parcook.models.adapter.Adapter;
import io.parcook.models.adapter.AdapterCard;
import io.parcook.models.adapter.WeightOverride;
import io.parcook.models.evaluate.Evidence;
import io.parcook.models.evaluate.Verdict;
import io.parcook.models.forecast.BaseModel;
import io.parcook.models.night.GateReport;
import io.parcook.models.night.NightFigures;
import io.parcook.models.night.NightLine;
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
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Base64;
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
    leaveANightToAJob();
  }

  /// As the cluster's Job does, beside the same store with the same past.
  private void leaveANightToAJob() {
    try (PackagedStore store = PackagedStore.in(folder, Map.of("parcook.tuning.by", "job"))) {
      store.start();
      String address = store.baseUri().toString();
      String ledger = folder.resolve("data/ledger.db").toString();
      CommandLine early = CommandLine.run(folder, "night", "--store", address, "--ledger", ledger);
      assertThat(early.output()).contains("No night is due.");

      HttpResponse<String> asked = store.post("/api/v1/tuning");
      assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
      assertThat(asked.body()).contains("WAITING", "kubectl");
      CommandLine job = CommandLine.run(folder, "night", "--store", address, "--ledger", ledger);
      job.assertSucceeded();

      JsonNode tuning = json(store, "/api/v1/tuning");
      JsonNode night = tuning.at("/nights/0");
      assertThat(tuning.at("/running").asBoolean()).isFalse();
      assertThat(night.at("/trigger").asText()).isEqualTo("HAND");
      assertThat(night.at("/result").asText())
          .as("%s: %s", night, job.output())
          .isIn("CANDIDATE", "NOT_BETTER");
      assertThat(night.at("/figures").has("gate.wql")).as("%s", night).isTrue();
      String nights = "/api/v1/tuning/nights/";
      HttpResponse<String> unread = store.put(nights + "x", "{\"live\": 1}");
      assertThat(unread.statusCode()).as(unread.body()).isEqualTo(400);
      HttpResponse<String> unknown =
          store.put(
              nights + "x",
              "{\"live\": \"sha256:%064d\", \"said\": {\"wrong\": {\"reason\": \"No.\"}}}"
                  .formatted(0));
      assertThat(unknown.statusCode()).as(unknown.body()).isEqualTo(404);
      handInACandidateTwice(store);
    }
  }

  /// As a Job would whose answer was lost.
  private static void handInACandidateTwice(PackagedStore store) {
    JsonNode before = json(store, "/api/v1/models");
    store.post("/api/v1/tuning");
    HttpResponse<String> given = store.post("/api/v1/tuning/nights");
    assertThat(given.statusCode()).as(given.body()).isEqualTo(201);
    String night = given.headers().firstValue("Location").orElse("");
    byte[] adapter = adapter(BaseModel.read().orElseThrow()).bytes();
    Evidence better = new Evidence(Verdict.BETTER, 7, -0.1, -0.2, -0.05, 0.01, 1);
    NightLine said =
        new NightLine.Better(
            new NightFigures(900, 40, 1, 2, 80, 1, 0.9, 0.1, 1e-6),
            new GateReport(0.36, 0.4, 0.41, 0.42, better, better, better, better));
    String report =
        "{\"live\":\"%s\",\"said\":%s,\"adapter\":{\"digest\":\"%s\",\"content\":\"%s\"}}"
            .formatted(
                Digest.of(BaseModel.bytes().orElseThrow()),
                said.json(),
                Digest.of(adapter),
                Base64.getEncoder().encodeToString(adapter));
    HttpResponse<String> first = store.put(URI.create(night).getPath(), report);
    HttpResponse<String> again = store.put(URI.create(night).getPath(), report);

    assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
    assertThat(first.body()).contains("\"result\":\"CANDIDATE\"");
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(json(store, "/api/v1/models").at("/versions").size())
        .isEqualTo(before.at("/versions").size() + 1);
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
