package io.parcook.sync.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.parcook.pipeline.event.EventId;
import io.parcook.pipeline.ledger.Ledger;
import io.parcook.pipeline.ledger.LedgerOptions;
import io.parcook.pipeline.ledger.Reports;
import io.parcook.pipeline.ledger.StoredEvent;
import io.parcook.sync.disk.Digest;
import io.parcook.sync.disk.FolderDisk;
import io.parcook.sync.fetch.FetchMemory;
import io.parcook.sync.registry.BudgetPlan;
import io.parcook.sync.registry.ByteBudget;
import io.parcook.sync.registry.Descriptor;
import io.parcook.sync.registry.MediaTypes;
import io.parcook.sync.registry.Registry;
import io.parcook.sync.registry.Spent;
import io.parcook.sync.registry.artifact.Annotations;
import io.parcook.sync.registry.artifact.ModelPack;
import io.parcook.sync.registry.layout.LayoutRegistry;
import io.parcook.sync.trust.Role;
import io.parcook.sync.trust.TestKeys;
import io.parcook.sync.trust.TrustRoot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  @TempDir Path folder;

  private Instant now = NOON;

  @SuppressWarnings("NullAway.Init")
  private Ledger ledger;

  @BeforeEach
  void open() {
    ledger = Ledger.open(folder.resolve("ledger.db"), LedgerOptions.DEFAULT, () -> now);
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void everythingArrivesOnceAndInOrderThroughALineThatComesAndGoes() throws Exception {
    Random random = new Random(11);
    Line line = new Line("cloud");
    Outbox outbox = new Outbox(ledger, List.of(line), ByteBudget.unlimited());
    outbox.register(List.of());
    int reported = 0;
    for (int round = 0; round < 60; round++) {
      for (int i = random.nextInt(40); i > 0; i--) {
        report("health", ++reported);
      }
      line.takes = random.nextInt(3) == 0 ? 0 : random.nextInt(30);
      outbox.send();
      assertThat(outbox.waiting()).isEqualTo(reported - line.seqs.size());
      if (round == 30) {
        close();
        open(); // the power was cut
        outbox = new Outbox(ledger, List.of(line), ByteBudget.unlimited());
        outbox.register(List.of());
      }
    }
    line.takes = Integer.MAX_VALUE;
    assertThat(outbox.send()).isInstanceOf(Outbox.Sent.All.class);
    assertThat(line.seqs).isEqualTo(LongStream.rangeClosed(1, reported).boxed().toList());
    assertThat(outbox.waiting()).isZero();
  }

  @Test
  void theLineCarriesNoMoreThanItsBudgetAndTheRestFollowsInTheNextHour() throws Exception {
    Line line = new Line("cloud");
    for (int i = 1; i <= 50; i++) {
      report("health", i);
    }
    BudgetPlan plan = new BudgetPlan(ZoneOffset.UTC, 4_000, List.of());
    Outbox outbox =
        new Outbox(ledger, List.of(line), new ByteBudget(plan, () -> now, Spent.NOTHING));
    outbox.register(List.of());
    int hours = 0;
    while (outbox.send() instanceof Outbox.Sent.OverBudget(long events, Instant again)) {
      assertThat(events).isBetween(10L, 20L);
      assertThat(again).isEqualTo(NOON.plusSeconds(3_600L * (hours + 1)));
      now = again;
      hours++;
    }
    assertThat(hours).isBetween(2, 4);
    assertThat(line.seqs).isEqualTo(LongStream.rangeClosed(1, 50).boxed().toList());
  }

  @Test
  void aSinkThatIsNoMoreHoldsNothingUp() {
    new Outbox(ledger, List.of(new Line("cloud-events")), ByteBudget.unlimited())
        .register(List.of("cloud-events", "cloud-registry"));
    assertThat(ledger.queries().cursors()).containsOnlyKeys("cloud-events");
    new Outbox(ledger, List.of(), ByteBudget.unlimited())
        .register(List.of("cloud-events", "cloud-registry"));
    assertThat(ledger.queries().cursors()).isEmpty();
  }

  @Test
  void reportsStandBesideTheirModelInItsRepositoryOneOfEachKind() throws Exception {
    Registry registry = new LayoutRegistry(new FolderDisk(folder.resolve("cloud")), "cloud");
    byte[] weights = "weights".getBytes(UTF_8);
    Descriptor base = ModelPack.model(weights, Map.of(), "one", 1, List.of()).push(registry, null);
    FetchMemory memory =
        FetchMemory.open(
            new FolderDisk(folder.resolve("sync")),
            "cloud",
            TrustRoot.pinned(Role.of(TestKeys.key().trusted())));
    memory.fetched(1, base);
    byte[] adapter = "adapter".getBytes(UTF_8);
    ReferrerSink sink = new ReferrerSink(registry, memory, "store/7", _ -> Optional.of(adapter));
    String digest = Digest.of(adapter).toString();
    keep("adapter", 1, Map.of("release", "1", "digest", digest, "figure.wql", "0.41"));
    keep("score", 2, Map.of("release", "1", "wql", "0.42"));
    keep("score", 3, Map.of("release", "1", "wql", "0.40"));
    keep("score", 4, Map.of("release", "9", "wql", "0.1"));
    Outbox outbox = new Outbox(ledger, List.of(sink), ByteBudget.unlimited());
    outbox.register(List.of());
    assertThat(outbox.send()).isEqualTo(new Outbox.Sent.All(4));

    assertThat(registry.referrers(base.digest(), MediaTypes.MODEL))
        .singleElement()
        .satisfies(
            found ->
                assertThat(found.annotations())
                    .containsEntry(Annotations.STORE, "store/7")
                    .containsEntry(Annotations.KIND, "adapter")
                    .containsEntry("io.parcook.figure.wql", "0.41"));
    List<Descriptor> scores = registry.referrers(base.digest(), ReferrerSink.REPORT);
    assertThat(scores).hasSize(1);
  }

  private void report(String kind, int number) {
    keep(kind, number, Map.of("number", Integer.toString(number)));
  }

  private void keep(String kind, int number, Map<String, String> facts) {
    EventId id = new EventId("/stores/7", kind + "/" + number);
    ledger.report(id, now, Reports.write(id, now, kind, facts)).join();
  }

  /// A cloud that takes so many events at a time, and none at 0.
  private static final class Line implements Sink {

    private final String name;
    private final List<Long> seqs = new ArrayList<>();
    private int takes = Integer.MAX_VALUE;

    Line(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public long take(List<StoredEvent> events) throws IOException {
      if (takes == 0) {
        throw new IOException("the line is cut");
      }
      List<Long> taken = events.stream().limit(takes).map(StoredEvent::seq).toList();
      seqs.addAll(taken);
      return taken.getLast();
    }
  }
}
