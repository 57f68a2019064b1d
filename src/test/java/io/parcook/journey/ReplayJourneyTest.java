package io.parcook.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Five months of orders go through the packaged command line into the packaged service; then what
/// its ledger says is held against an independent count of the file, cell by cell.
class ReplayJourneyTest {

  private static final int KILLS = 10;
  private static final Duration TO_CONSUME = Duration.ofSeconds(90);

  /// The store lives at the end of the file's time and takes events as old as the file.
  private static final Map<String, String> OF_THAT_TIME =
      Map.of("parcook.clock.start", Orders.AFTERWARDS.toString(), "parcook.intake.past", "P200D");

  @TempDir static Path shared;
  private static Orders orders;

  @TempDir Path folder;

  @BeforeAll
  static void readTheOrders() {
    orders = Orders.toReplay(shared);
  }

  @Test
  void everyPortionIsCountedOnceOverHttpAlsoWhenReplayedAgain() {
    try (var store = PackagedStore.in(folder, OF_THAT_TIME)) {
      store.start();
      replayOverHttp(store).awaitEnd().assertSucceeded();
      assertCounted(store, "replayed once");

      CommandLine again = replayOverHttp(store).awaitEnd().assertSucceeded();
      assertThat(again.output())
          .contains("stored 0, repeated %,d, quarantined 0".formatted(orders.orders()));
      assertCounted(store, "replayed twice");
    }
  }

  @Test
  void everyPortionIsCountedOnceOverHttpWhileTheStoreIsKilledTenTimesAndTheReplayOnce() {
    long seed = System.nanoTime();
    RandomGenerator random = random(seed);
    try (var store = PackagedStore.in(folder, OF_THAT_TIME)) {
      store.start();
      String[] options = {"--batch", "50", "--checkpoint", folder.resolve("checkpoint").toString()};
      try (var replay = replayOverHttp(store, options)) {
        killOnTheWay(store, KILLS / 2, random, seed);
        assertThat(replay.running()).as(replay.output()).isTrue();
      } // which ends the replay, too; it is resumed
      try (var replay = replayOverHttp(store, options)) {
        killOnTheWay(store, KILLS - KILLS / 2, random, seed);
        replay.awaitEnd().assertSucceeded();
      }
      assertCountedAcrossKills(store, seed);
    }
  }

  @Test
  void everyPortionIsCountedOnceOverKafkaAlsoByAStoreThatBeginsWithNothing() {
    try (var broker = KafkaBroker.in(folder.resolve("broker"));
        var store = PackagedStore.in(folder.resolve("store"), listeningTo(broker));
        var fresh = PackagedStore.in(folder.resolve("fresh"), listeningTo(broker))) {
      broker.start();
      store.start();
      replayOverKafka(broker).awaitEnd().assertSucceeded();
      awaitAllPortions(store);
      assertCounted(store, "replayed once");

      replayOverKafka(broker).awaitEnd().assertSucceeded();
      Eventually.within(
          TO_CONSUME,
          () -> "every order again\n" + store.logs(),
          () ->
              Metrics.sum(store, "parcook_events_total", "outcome=\"repeated\"")
                  >= orders.orders());
      assertCounted(store, "replayed twice");
      store.stop();

      fresh.start();
      awaitAllPortions(fresh);
      assertCounted(fresh, "a store with no data of its own, from the topic alone");
    }
  }

  @Test
  void everyPortionIsCountedOnceOverKafkaWhileTheStoreIsKilledTenTimes() {
    long seed = System.nanoTime();
    RandomGenerator random = random(seed);
    try (var broker = KafkaBroker.in(folder.resolve("broker"));
        var store = PackagedStore.in(folder.resolve("store"), listeningTo(broker))) {
      broker.start();
      store.start();
      try (var replay = replayOverKafka(broker)) {
        killOnTheWay(store, KILLS, random, seed);
        replay.awaitEnd().assertSucceeded();
      }
      awaitAllPortions(store);
      assertCountedAcrossKills(store, seed);
    }
  }

  /// Kills the store, each time once it has stored some of what is on its way to it, and starts it
  /// again.
  private static void killOnTheWay(
      PackagedStore store, int kills, RandomGenerator random, long seed) {
    for (int kill = 1; kill <= kills; kill++) {
      String which = "kill " + kill + ", seed " + seed;
      long events = random.nextLong(orders.orders() / (4 * KILLS));
      Eventually.within(
          Duration.ofSeconds(60),
          Duration.ofMillis(5),
          () -> which + ": more than " + events + " events stored\n" + store.logs(),
          () -> Metrics.stored(store) > events);
      Eventually.nap(Duration.ofMillis(random.nextLong(20)));
      store.kill9();
      store.start();
    }
  }

  private static void assertCountedAcrossKills(PackagedStore store, long seed) {
    String circumstances = "killed " + KILLS + " times, seed " + seed;
    assertCounted(store, circumstances);
    assertThat(Metrics.stored(store))
        .as("events stored after the last kill: else it came too late (%s)", circumstances)
        .isPositive();
  }

  private static void awaitAllPortions(PackagedStore store) {
    long total = orders.portions().total();
    Eventually.within(
        TO_CONSUME,
        () -> LedgerCount.total(store) + " of " + total + " portions\n" + store.logs(),
        () -> LedgerCount.total(store) >= total);
  }

  private static void assertCounted(PackagedStore store, String circumstances) {
    PortionCount counted =
        LedgerCount.of(store, orders.portions().first(), orders.portions().end());
    orders.portions().assertEquals(counted, circumstances + "\nThe store's log:\n" + store.logs());
    assertThat(LedgerCount.total(store)).isEqualTo(orders.portions().total());
  }

  private CommandLine replayOverHttp(PackagedStore store, String... options) {
    return replay(Stream.concat(Stream.of("--to", store.baseUri().toString()), Stream.of(options)));
  }

  private CommandLine replayOverKafka(KafkaBroker broker) {
    return replay(Stream.of("--kafka", broker.address()));
  }

  private CommandLine replay(Stream<String> options) {
    Stream<String> what =
        Stream.of(
            "replay",
            orders.file().toString(),
            "--mapping",
            orders.mapping().toString(),
            "--quiet",
            "--give-up-after",
            "2m");
    return CommandLine.start(folder, Stream.concat(what, options).toArray(String[]::new));
  }

  private static Map<String, String> listeningTo(KafkaBroker broker) {
    Map<String, String> settings = new TreeMap<>(OF_THAT_TIME);
    settings.put("parcook.kafka.enabled", "true");
    settings.put("parcook.kafka.bootstrap-servers", broker.address());
    return settings;
  }

  private static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }
}
