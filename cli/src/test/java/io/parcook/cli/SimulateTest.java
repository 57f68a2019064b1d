package io.parcook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.parcook.pipeline.event.Sale;
import io.parcook.pipeline.event.SaleLine;
import io.parcook.pipeline.event.StoreEvent;
import io.parcook.pipeline.intake.Intake;
import io.parcook.pipeline.intake.IntakeLimits;
import io.parcook.pipeline.intake.Verdict;
import io.parcook.pipeline.ledger.ItemCount;
import io.parcook.simulator.Restaurant;
import io.parcook.simulator.Simulation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SimulateTest {

  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  private static final Instant FROM = Instant.parse("2026-03-01T23:00:00Z");

  @TempDir Path folder;

  @Test
  void aFileHoldsTheSimulationsEventsAsIntakeReadsThem() throws IOException {
    Path file = folder.resolve("events.jsonl.gz");

    Commands.Ran ran =
        Commands.run(
            "simulate",
            "-q",
            "--out",
            file,
            "--from",
            "2026-03-02",
            "--days",
            3,
            "--store",
            "x",
            "--zone",
            ZONE,
            "--seed",
            5,
            "--orders",
            300);

    Instant until = FROM.plus(Duration.ofDays(3));
    Restaurant restaurant = Restaurant.usual("x", ZONE, 5).withOrders(300);
    assertThat(ran.exit()).as(ran.said()).isZero();
    assertThat(read(file, until))
        .isEqualTo(new Simulation(restaurant, FROM, until).stream().toList());
  }

  private static List<StoreEvent> read(Path file, Instant now) throws IOException {
    Intake intake = new Intake(IntakeLimits.DEFAULT, InstantSource.fixed(now));
    try (var in = new GZIPInputStream(Files.newInputStream(file));
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .map(
              line ->
                  switch (intake.read(line.getBytes(StandardCharsets.UTF_8))) {
                    case Verdict.Accepted accepted -> accepted.event();
                    case Verdict.Quarantined q -> throw new AssertionError(q.detail());
                  })
          .toList();
    }
  }

  @Test
  void aStoreTakesItsHistoryUpToItsOwnNowAndARepeatChangesNothing() throws IOException {
    Instant now = Instant.parse("2026-03-04T12:34:56.789Z");
    try (var stand = new StoreStand(folder, InstantSource.fixed(now), 1, ZONE)) {
      stand.faults(n -> n % 3 == 0 ? StoreStand.Fault.DROP_ANSWER : StoreStand.Fault.NONE);
      Object[] words = {"simulate", "-q", "--to", stand.address(), "--history", "2d", "--seed", 9};

      Commands.Ran once = Commands.run(words);
      long sold = stand.counts().stream().mapToLong(ItemCount::sold).sum();
      Commands.Ran again = Commands.run(words);

      long rung =
          new Simulation(Restaurant.usual("stand", ZONE, 9), now.minus(Duration.ofDays(2)), now)
              .stream()
                  .flatMap(e -> e instanceof Sale sale ? sale.lines().stream() : null)
                  .filter(line -> !line.isVoid())
                  .mapToLong(SaleLine::quantity)
                  .sum();
      assertThat(once.exit()).as(once.said()).isZero();
      assertThat(sold).isEqualTo(rung);
      assertThat(again.said()).contains("stored 0,");
      assertThat(stand.counts().stream().mapToLong(ItemCount::sold).sum()).isEqualTo(rung);
    }
  }

  @Test
  void afterItsHistoryAStoreIsFollowedByItsOwnClockWithoutASeam() throws Exception {
    Instant noon = Instant.parse("2026-03-04T12:00:00Z");
    long began = System.nanoTime();
    InstantSource fast = () -> noon.plusNanos((System.nanoTime() - began) * 600);
    try (var stand = new StoreStand(folder, fast, 600, ZONE)) {
      Thread command =
          Thread.ofVirtual()
              .start(
                  () ->
                      Commands.run(
                          "simulate",
                          "-q",
                          "--to",
                          stand.address(),
                          "--history",
                          "6h",
                          "--follow"));
      Set<Instant> late = new HashSet<>();
      while (command.isAlive() && late.size() < 60) {
        Thread.sleep(50);
        stand.events().stream().filter(noon.plusSeconds(1_800)::isBefore).forEach(late::add);
      }
      Instant end = fast.instant();
      command.interrupt();
      command.join();

      Instant first = stand.events().stream().min(Instant::compareTo).orElseThrow();
      Instant sure = Collections.min(late).minusSeconds(600);
      List<Instant> run =
          new Simulation(Restaurant.usual("stand", ZONE, 1), first, sure)
              .stream()
                  .filter(event -> !event.id().id().startsWith("since-"))
                  .map(StoreEvent::time)
                  .toList();
      assertThat(stand.events()).filteredOn(sure::isAfter).containsAll(run);
      assertThat(late).allMatch(time -> time.isBefore(end));
    }
  }

  @Test
  void followingWithoutAStoreIsRefused() {
    Commands.Ran ran =
        Commands.run("simulate", "--out", folder.resolve("x.jsonl"), "--days", 1, "--follow");

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.said()).contains("--follow needs a store");
  }
}
