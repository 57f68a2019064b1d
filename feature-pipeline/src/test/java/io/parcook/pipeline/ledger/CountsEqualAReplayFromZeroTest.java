package io.parcook.pipeline.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.parcook.pipeline.event.ContextFact;
import io.parcook.pipeline.history.IntervalChange;
import io.parcook.pipeline.history.IntervalChange.Availability;
import io.parcook.pipeline.history.IntervalChange.Cooked;
import io.parcook.pipeline.history.IntervalChange.Known;
import io.parcook.pipeline.history.IntervalChange.Passed;
import io.parcook.pipeline.history.IntervalChange.Sold;
import io.parcook.pipeline.intake.Intake;
import io.parcook.pipeline.intake.IntakeLimits;
import io.parcook.pipeline.intake.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

class CountsEqualAReplayFromZeroTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:07:30Z");
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);
  private static final IntakeLimits LIMITS =
      new IntakeLimits(64 * 1024, 1_000, 100, Duration.ofMinutes(10), Duration.ofDays(365));

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final EventStream stream = new EventStream(random, NOW);
  private final Intake intake = new Intake(LIMITS, CLOCK);
  private final List<IntervalChange> live = new ArrayList<>();

  @TempDir Path folder;

  @RepeatedTest(4)
  void underRandomStreamsWithRestarts() throws IOException {
    for (int run = 0; run < 3; run++) {
      try (Ledger ledger = open()) {
        List<IntervalChange> followed = new ArrayList<>();
        ledger.onCommit(live::addAll);
        ledger.follow(Instant.EPOCH, followed::addAll).join();
        deliver(ledger, 40);
        compare(ledger, followed);
      }
    }
  }

  private void deliver(Ledger ledger, int batches) {
    for (int i = 0; i < batches; i++) {
      List<byte[]> batch = stream.batch(1 + random.nextInt(random.nextInt(10) == 0 ? 300 : 8));
      List<Verdict> verdicts = batch.stream().map(intake::read).toList();
      assertThat(verdicts).as("seed %d", seed).hasOnlyElementsOfType(Verdict.Accepted.class);
      List<Receipt> receipts = ledger.append(verdicts, List.of()).join();
      assertThat(receipts).as("seed %d", seed).hasSameSizeAs(batch);
    }
  }

  private void compare(Ledger ledger, List<IntervalChange> followed) throws IOException {
    NaiveCounts naive = NaiveCounts.of(stream.delivered());
    Map<String, List<Long>> counts = new TreeMap<>();
    for (ItemCount c : ledger.queries().intervals(Instant.EPOCH, NOW.plusSeconds(86_400))) {
      counts.put(
          c.from() + " " + c.item(), List.of(c.sold(), c.voided(), c.cooked(), c.discarded()));
    }
    assertThat(counts).as("counts, seed %d", seed).isEqualTo(naive.items);
    assertThat(ledger.queries().lastSeq())
        .as("events, seed %d", seed)
        .isEqualTo(naive.identities.size());

    List<IntervalChange> replayed = new ArrayList<>();
    ledger.replay(Instant.EPOCH, replayed::addAll);
    assertThat(sums(replayed)).as("replay, seed %d", seed).isEqualTo(net(naive));
    assertThat(sums(live)).as("live, seed %d", seed).isEqualTo(net(naive));
    assertThat(sums(followed)).as("followed, seed %d", seed).isEqualTo(net(naive));
    assertThat(exact(replayed)).as("exact, seed %d", seed).isEqualTo(exact(live));
    assertThat(availability(replayed)).as("seed %d", seed).isEqualTo(availability(live));
    assertThat(facts(replayed)).as("seed %d", seed).isEqualTo(facts(live));
  }

  private static Map<String, List<Long>> net(NaiveCounts naive) {
    Map<String, List<Long>> net = new TreeMap<>();
    naive.items.forEach(
        (place, c) -> net.put("item " + place, List.of(c.get(0) - c.get(1), c.get(2), c.get(3))));
    naive.zones.forEach((place, c) -> net.put("zone " + place, c));
    net.values().removeIf(counts -> counts.stream().allMatch(count -> count == 0));
    return net;
  }

  private static Map<String, List<Long>> sums(List<IntervalChange> changes) {
    Map<String, List<Long>> sums = new TreeMap<>();
    for (IntervalChange change : changes) {
      switch (change) {
        case Sold s ->
            NaiveCounts.add(
                sums,
                "item " + start(s.time()) + " " + s.item(),
                List.of((long) s.delta(), 0L, 0L));
        case Cooked c ->
            NaiveCounts.add(
                sums,
                "item " + start(c.time()) + " " + c.item(),
                List.of(0L, (long) c.cooked(), (long) c.discarded()));
        case Passed p ->
            NaiveCounts.add(
                sums,
                "zone " + start(p.time()) + " " + p.zone(),
                List.of((long) p.entered(), (long) p.left()));
        case Availability _, Known _ -> {}
      }
    }
    sums.values().removeIf(counts -> counts.stream().allMatch(count -> count == 0));
    return sums;
  }

  /// Changes of the last three hours, with their exact times, in any order.
  private static Map<IntervalChange, Integer> exact(List<IntervalChange> changes) {
    Instant cut = start(NOW.minus(Replay.EXACT));
    Map<IntervalChange, Integer> exact = new HashMap<>();
    for (IntervalChange change : changes) {
      boolean isExact =
          switch (change) {
            case Sold s -> !s.time().isBefore(cut);
            case Cooked c -> !c.time().isBefore(cut);
            case Passed p -> !p.time().isBefore(cut);
            case Availability _, Known _ -> false;
          };
      if (isExact) {
        exact.merge(change, 1, Integer::sum);
      }
    }
    return exact;
  }

  /// Item and time to what was said last.
  private static Map<String, Boolean> availability(List<IntervalChange> changes) {
    Map<String, Boolean> last = new TreeMap<>();
    for (IntervalChange change : changes) {
      if (change instanceof Availability a) {
        last.put(a.item() + " " + a.time(), a.available());
      }
    }
    return last;
  }

  private static Set<IntervalChange> facts(List<IntervalChange> changes) {
    Map<Object, IntervalChange> last = new HashMap<>();
    for (IntervalChange change : changes) {
      if (change instanceof Known known) {
        Object about =
            switch (known.fact()) {
              case ContextFact.Promotion p ->
                  List.of("promotion", String.valueOf(p.item()), p.from(), p.until());
              case ContextFact.Weather w -> List.of("weather", w.from(), w.until());
              case ContextFact.OpeningHours h -> h.date();
            };
        last.put(about, known);
      }
    }
    return new HashSet<>(last.values());
  }

  private static Instant start(Instant time) {
    return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), 900) * 900);
  }

  private Ledger open() {
    return Ledger.open(folder.resolve("store.db"), LedgerOptions.DEFAULT, CLOCK);
  }
}
