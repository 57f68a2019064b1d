package io.parcook.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is wrong is answered, counted and kept where a person can look. It costs the store some
/// bounded memory, and the tills nothing.
class BadInputJourneyTest {

  private static final JsonMapper JSON = new JsonMapper();

  /// The launcher's heap of 160 MB, and what a JVM with ONNX Runtime has beside it.
  private static final long MOST_RSS_MEGABYTES = 420;

  @TempDir Path folder;
  private final Instant now = Instant.now();
  private PackagedStore store;

  @BeforeEach
  void start() {
    store = PackagedStore.in(folder, Map.of("parcook.intake.body-timeout", "PT3S"));
    store.start();
  }

  @AfterEach
  void end() {
    store.close();
  }

  private record BadEvent(String reason, String event) {}

  private List<BadEvent> badEvents() {
    String good = Events.sale("x", now, "soup", 1);
    String nested = "[".repeat(20_000) + "]".repeat(20_000);
    return List.of(
        new BadEvent("MALFORMED", "not JSON at all"),
        new BadEvent("MALFORMED", good.substring(0, 60)),
        new BadEvent("MALFORMED", good.replace("[{", nested + "[{")),
        new BadEvent("ENVELOPE", good.replace("\"source\":\"/test/till\",", "")),
        new BadEvent("ENVELOPE", good.replace("\"1.0\"", "\"0.3\"")),
        new BadEvent("ENVELOPE", good.replace(now.toString(), "yesterday at noon")),
        new BadEvent("UNKNOWN_TYPE", good.replace("sale.v1", "sale.v9")),
        new BadEvent("SCHEMA", good.replace("\"quantity\":1", "\"quantity\":-1")),
        new BadEvent("SCHEMA", good.replace("\"quantity\":1", "\"quantity\":1.5")),
        new BadEvent("SCHEMA", good.replace("\"quantity\":1", "\"quantity\":1e300")),
        new BadEvent("SCHEMA", good.replace("\"lines\"", "\"rows\"")),
        new BadEvent("SCHEMA", good.replace("soup", "s\\u0000up")),
        new BadEvent("FUTURE", Events.sale("x", now.plus(Duration.ofDays(1)), "soup", 1)),
        new BadEvent("TOO_OLD", Events.sale("x", now.minus(Duration.ofDays(500)), "soup", 1)),
        new BadEvent("TOO_LARGE", Events.sale("x", now, "s".repeat(100_000), 1)));
  }

  @Test
  void everyBadEventIsToldWhyCountedAndKeptToLookAt() {
    badEvents().forEach(bad -> assertQuarantined(bad.reason(), Events.bytes(bad.event())));
    assertQuarantined("MALFORMED", new byte[] {'{', '"', (byte) 0xC3, '"', ':', '1', '}'});
    assertQuarantined("MALFORMED", new byte[0]);
    assertThat(LedgerCount.total(store)).as("portions of bad events").isZero();
  }

  private void assertQuarantined(String reason, byte[] event) {
    String shown = new String(event, 0, Math.min(event.length, 200), StandardCharsets.UTF_8);
    double before = quarantined(reason);
    HttpResponse<String> answer = store.post(Events.ONE, event);

    assertThat(answer.statusCode()).as(shown).isEqualTo(202);
    JsonNode verdict = json(answer).at("/verdicts/0");
    assertThat(verdict.path("outcome").asText()).as(shown).isEqualTo("quarantined");
    assertThat(verdict.path("reason").asText()).as("%s: %s", shown, verdict).isEqualTo(reason);
    assertThat(verdict.path("detail").asText()).as(shown).hasSizeGreaterThan(20);
    assertThat(quarantined(reason)).as("counted: %s", shown).isEqualTo(before + 1);
    JsonNode kept = json(store.get("/api/v1/quarantine?limit=1")).at("/events/0");
    assertThat(kept.path("reason").asText()).as("kept: %s", shown).isEqualTo(reason);
    assertThat(kept.path("detail")).isEqualTo(verdict.path("detail"));
  }

  private double quarantined(String reason) {
    return Metrics.sum(
        store, "parcook_events_total", "outcome=\"quarantined\"", "reason=\"" + reason + "\"");
  }

  @Test
  void aBadEventBetweenGoodOnesCostsOnlyItself() {
    byte[] body =
        Events.batch(
            List.of(
                Events.sale("a", now, "soup", 2),
                Events.sale("b", now, "soup", -2),
                "42",
                Events.sale("c", now, "soup", 3)));
    JsonNode answer = json(store.post(Events.BATCH, body));
    assertThat(answer.path("accepted").asInt()).isEqualTo(2);
    assertThat(answer.path("quarantined").asInt()).isEqualTo(2);
    assertThat(LedgerCount.total(store)).isEqualTo(5);
  }

  @Test
  void aBodyThatCannotBeTakenIsRefusedWithAProblem() {
    Map<String, Function<PackagedStore, Wire.Answer>> refused =
        Map.of(
            "413 announced", BadBodies::hundredMegabytes,
            "413 unannounced", BadBodies::hundredMegabytesUnannounced,
            "413 event", BadBodies::eventOfTenMegabytes,
            "413 bomb", BadBodies::gzipBomb,
            "400 broken", BadBodies::brokenGzip,
            "400 truncated", BadBodies::truncatedGzip,
            "408 drip", BadBodies::drip);
    refused.forEach(
        (expected, send) -> {
          Wire.Answer answer = send.apply(store);
          assertThat(answer.status())
              .as("%s: %s", expected, answer.text())
              .isEqualTo(Integer.parseInt(expected.substring(0, 3)));
          assertThat(answer.isProblem()).as("%s: %s", expected, answer.text()).isTrue();
        });
    assertProblem(415, store.post("text/csv", Events.bytes("a,b")));
    assertProblem(405, store.get("/api/v1/events"));
    assertProblem(404, store.get("/api/v1/nothing"));
    assertProblem(400, store.get("/api/v1/counts?from=yesterday"));
    assertThat(BadBodies.tooManyEvents(store).text()).contains("\"reason\":\"TOO_LARGE\"");
    assertThat(LedgerCount.total(store)).isZero();
  }

  private static void assertProblem(int status, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .as(answer.body())
        .startsWith("application/problem+json");
    assertThat(json(answer).path("detail").asText()).as(answer.body()).hasSizeGreaterThan(10);
  }

  @Test
  void aSiegeOfBadClientsCostsTheStoreBoundedMemoryAndTheTillNothing() {
    List<Function<PackagedStore, Wire.Answer>> attacks = new ArrayList<>();
    for (int round = 0; round < 4; round++) {
      attacks.add(BadBodies::hundredMegabytes);
      attacks.add(BadBodies::hundredMegabytesUnannounced);
      attacks.add(BadBodies::eventOfTenMegabytes);
      attacks.add(BadBodies::gzipBomb);
      attacks.add(BadBodies::truncatedGzip);
      attacks.add(BadBodies::tooManyEvents);
      attacks.add(BadBodies::drip);
      attacks.add(BadBodies::drip);
    }
    for (int names = 0; names < 1_000_000; names += 30_000) {
      int first = names;
      attacks.add(target -> BadBodies.thirtyThousandNames(target, first));
    }
    AtomicInteger unanswered = new AtomicInteger();
    int sold;
    int busy;
    try (Till till = Till.open(store, "coffee")) {
      Eventually.within(Duration.ofSeconds(10), "a first coffee", () -> till.accepted() > 0);
      try (ExecutorService attackers = Executors.newFixedThreadPool(8)) {
        attacks.forEach(
            attack ->
                attackers.execute(
                    () -> {
                      if (attack.apply(store).status() == 0) {
                        unanswered.incrementAndGet();
                      }
                    }));
      }
      int during = till.accepted();
      Eventually.within(
          Duration.ofSeconds(10), "a coffee after the siege", () -> till.accepted() > during);
      sold = till.shut();
      busy = till.busy();
      assertThat(till.failures()).as("refused at the till\n" + store.logs()).isEmpty();
    }
    long peak = peakRssMegabytes();
    System.out.printf(
        "Siege of %d bad requests: %d unanswered, %d sales beside them, %d told to wait, peak RSS"
            + " %d MB%n",
        attacks.size(), unanswered.get(), sold, busy, peak);
    assertThat(unanswered).as("bad requests with no answer").hasValue(0);
    assertThat(LedgerCount.total(store, "coffee")).isEqualTo(sold);
    assertThat(quarantined("TOO_MANY_NAMES")).isPositive();
    assertThat(peak).as("peak RSS in MB").isLessThan(MOST_RSS_MEGABYTES);
  }

  @Test
  void aThousandIdleConnectionsShutNobodyOut() throws IOException {
    List<Wire> idle = new ArrayList<>();
    try {
      for (int i = 0; i < 1_000; i++) {
        Wire wire = Wire.to(store);
        wire.say("POST /api/v1/ev");
        idle.add(wire);
      }
      Wire.Answer answer = BadBodies.tooManyEvents(store);
      assertThat(answer.status()).as(answer.text()).isEqualTo(202);
      HttpResponse<String> good =
          store.post(Events.ONE, Events.bytes(Events.sale("in", Instant.now(), "soup", 1)));
      assertThat(good.body()).contains("\"outcome\":\"stored\"");
      assertThat(peakRssMegabytes()).as("peak RSS in MB").isLessThan(MOST_RSS_MEGABYTES);
    } finally {
      for (Wire wire : idle) {
        wire.close();
      }
    }
  }

  /// The most memory the store's process ever had, as Linux tells it.
  private long peakRssMegabytes() {
    try {
      return Files.readAllLines(Path.of("/proc/" + store.pid() + "/status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(answer.body(), e);
    }
  }
}
