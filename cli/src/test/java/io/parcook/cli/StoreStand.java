package io.parcook.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.parcook.pipeline.event.EventId;
import io.parcook.pipeline.intake.Intake;
import io.parcook.pipeline.intake.IntakeLimits;
import io.parcook.pipeline.intake.Verdict;
import io.parcook.pipeline.ledger.ItemCount;
import io.parcook.pipeline.ledger.Ledger;
import io.parcook.pipeline.ledger.LedgerOptions;
import io.parcook.pipeline.ledger.Receipt;
import io.parcook.pipeline.ledger.StoredEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// A store's intake and ledger behind the JDK's HTTP server, with faults on demand.
final class StoreStand implements AutoCloseable {

  /// What the stand does with a request, by its number from 1.
  enum Fault {
    NONE,
    /// Hangs up before anything is stored.
    DROP_REQUEST,
    /// Stores, then hangs up instead of answering.
    DROP_ANSWER,
    BUSY,
    REFUSE
  }

  /// Chooses faults.
  @FunctionalInterface
  interface Faults {
    Fault of(int request);
  }

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration EVER = Duration.ofDays(20_000);

  private final HttpServer server;
  private final Ledger ledger;
  private final Intake intake;
  private final InstantSource clock;
  private final double speed;
  private final ZoneId zone;
  private final AtomicInteger requests = new AtomicInteger();
  private volatile Faults faults = _ -> Fault.NONE;

  StoreStand(Path folder, InstantSource clock, double speed, ZoneId zone) throws IOException {
    this.clock = clock;
    this.speed = speed;
    this.zone = zone;
    this.ledger = Ledger.open(folder.resolve("store.db"), LedgerOptions.DEFAULT, clock);
    IntakeLimits limits = new IntakeLimits(64 * 1024, 1_000, 500, Duration.ofMinutes(10), EVER);
    this.intake = new Intake(limits, clock);
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/api/v1/events", this::events);
    server.createContext("/api/v1/store", this::store);
    server.start();
  }

  URI address() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  void faults(Faults chosen) {
    faults = chosen;
  }

  int requests() {
    return requests.get();
  }

  /// Every item's counts since ever.
  List<ItemCount> counts() {
    return ledger.queries().counts(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"));
  }

  List<ItemCount> intervals() {
    return ledger.queries().intervals(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"));
  }

  /// The times of the events it holds, in order of arrival.
  List<Instant> events() {
    return ledger.queries().after(0, 100_000).stream().map(StoredEvent::time).toList();
  }

  private void events(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Fault fault = faults.of(requests.incrementAndGet());
      switch (fault) {
        case DROP_REQUEST -> {}
        case BUSY -> {
          exchange.getResponseHeaders().add("Retry-After", "0");
          answer(exchange, 503, "{\"title\":\"busy\"}");
        }
        case REFUSE -> answer(exchange, 401, "{\"detail\":\"no token\"}");
        case NONE, DROP_ANSWER -> {
          String verdicts = append(body);
          if (fault == Fault.NONE) {
            answer(exchange, 202, verdicts);
          }
        }
      }
    }
  }

  private String append(byte[] body) {
    List<Verdict> verdicts = intake.readBatch(body);
    List<Receipt> receipts = ledger.append(verdicts, List.of()).join();
    ObjectNode answer = JSON.createObjectNode();
    var list = answer.putArray("verdicts");
    for (int i = 0; i < receipts.size(); i++) {
      ObjectNode verdict = list.addObject();
      verdict.put("outcome", receipts.get(i).outcome().name().toLowerCase(Locale.ROOT));
      if (verdicts.get(i) instanceof Verdict.Quarantined(var reason, var detail, EventId id, _)) {
        verdict.put("reason", reason.name()).put("detail", detail).put("id", id.id());
      }
    }
    return answer.toString();
  }

  private void store(HttpExchange exchange) throws IOException {
    try (exchange) {
      ObjectNode answer = JSON.createObjectNode();
      answer.put("store", "stand").put("zone", zone.getId());
      answer.put("now", clock.instant().toString()).put("clockSpeed", speed);
      answer(exchange, 200, answer.toString());
    }
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    ledger.close();
  }
}
