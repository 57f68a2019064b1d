package io.parcook.sync.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.parcook.sync.admission.Admission;
import io.parcook.sync.catalog.Catalog;
import io.parcook.sync.catalog.CatalogOptions;
import io.parcook.sync.catalog.ShippedModel;
import io.parcook.sync.catalog.VersionState.Shadow;
import io.parcook.sync.catalog.Why;
import io.parcook.sync.disk.FolderDisk;
import io.parcook.sync.registry.BudgetPlan;
import io.parcook.sync.registry.ByteBudget;
import io.parcook.sync.registry.Descriptor;
import io.parcook.sync.registry.MinimumSpeed;
import io.parcook.sync.registry.Reference;
import io.parcook.sync.registry.Registry;
import io.parcook.sync.registry.Transfer;
import io.parcook.sync.registry.artifact.ModelPack;
import io.parcook.sync.rollout.Promotion;
import io.parcook.sync.rollout.Ring;
import io.parcook.sync.rollout.Rollout;
import io.parcook.sync.rollout.RushHours;
import io.parcook.sync.rollout.Store;
import io.parcook.sync.rollout.Switchover;
import io.parcook.sync.trust.Announcements;
import io.parcook.sync.trust.Role;
import io.parcook.sync.trust.Signatures;
import io.parcook.sync.trust.SigningKey;
import io.parcook.sync.trust.TestKeys;
import io.parcook.sync.trust.Timestamp;
import io.parcook.sync.trust.Timestamp.Release;
import io.parcook.sync.trust.TrustRoot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// One store and its cloud, on a clock that the test turns.
final class FetchStand implements AutoCloseable {

  static final Instant MORNING = Instant.parse("2026-03-02T09:00:00Z");
  static final SigningKey CLOUD = TestKeys.key();
  static final SigningKey MALLORY = TestKeys.key();

  Instant now = MORNING;
  Admission admission = (_, _) -> new Admission.Verdict.Admitted(List.of(), Map.of("ms", 1.5));
  BudgetPlan plan = BudgetPlan.UNLIMITED;
  private final Path folder;
  private final Registry registry;
  private Catalog catalog;
  private Timestamp timestamp = new Timestamp(1, MORNING, 0, List.of());

  FetchStand(Path folder, Registry registry) {
    this.folder = folder;
    this.registry = registry;
    catalog = open();
  }

  private Catalog open() {
    return Catalog.open(
        folder.resolve("models"),
        CatalogOptions.DEFAULT,
        () -> now,
        Optional.of(ShippedModel.of("shipped", "shipped".getBytes(UTF_8))));
  }

  Catalog catalog() {
    return catalog;
  }

  String live() {
    return catalog.state().live().orElseThrow().version().artifact().name();
  }

  Stream<String> journal() {
    return catalog.state().history().stream().map(change -> change.decision().why().reason());
  }

  /// The power is cut, and comes back.
  void restart() {
    catalog.close();
    catalog = open();
  }

  /// A round of a store that has just started: it knows what is on disk and nothing else.
  Round round() throws IOException, InterruptedException {
    return round(registry);
  }

  Round round(Registry at) throws IOException, InterruptedException {
    FetchMemory memory =
        FetchMemory.open(
            new FolderDisk(folder.resolve("sync")),
            "cloud",
            TrustRoot.pinned(Role.of(CLOUD.trusted())));
    ByteBudget budget = new ByteBudget(plan, () -> now, memory.spent());
    Store store = new Store("7", Set.of("pilot"));
    RushHours rush =
        new RushHours(
            ZoneOffset.UTC,
            List.of(RushHours.Window.daily(LocalTime.of(11, 0), LocalTime.of(14, 0))));
    Switchover switchover = new Switchover(catalog, store, rush, () -> now);
    LiveSwitch live =
        new LiveSwitch() {
          @Override
          public Promotion promote(Shadow shadow, Rollout rollout, Why why) {
            return switchover.promote(shadow, rollout, why);
          }

          @Override
          public void requireRelease(long minimum, Why why) {
            catalog.requireRelease(minimum, why);
          }
        };
    return new Fetching(
            catalog,
            live,
            admission,
            store,
            at,
            new Transfer(1 << 20, MinimumSpeed.DEFAULT, budget),
            memory,
            folder.resolve("sync"),
            () -> now)
        .round();
  }

  /// The cloud publishes a model, by whatever key, and lets it out.
  Descriptor publish(long number, SigningKey key, String... rings) throws IOException {
    Descriptor manifest = push(number, key);
    letOut(number, manifest, rings);
    return manifest;
  }

  Descriptor push(long number, SigningKey key) throws IOException {
    Descriptor manifest =
        ModelPack.model(
                ("weights of " + number + " ").repeat(5_000).getBytes(UTF_8),
                Map.of(),
                "base-" + number,
                number,
                List.of())
            .push(registry, new Reference.Tag("v" + number));
    Signatures.attach(registry, manifest, key);
    return manifest;
  }

  void letOut(long number, Descriptor manifest, String... rings) throws IOException {
    List<Ring> to = Arrays.stream(rings).map(Ring::parse).toList();
    say(
        timestamp.next(new Release(number, manifest.digest(), to), 0, now.plus(Duration.ofDays(7))),
        CLOUD);
  }

  Timestamp said() {
    return timestamp;
  }

  void say(Timestamp document, SigningKey key) throws IOException {
    timestamp = document;
    Announcements.publish(registry, Announcements.TIMESTAMP, document.sign(List.of(key)));
  }

  @Override
  public void close() {
    catalog.close();
  }
}
