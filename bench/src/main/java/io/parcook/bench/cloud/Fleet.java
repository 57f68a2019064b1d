package io.parcook.bench.cloud;

import io.parcook.sync.catalog.ShippedModel;
import io.parcook.sync.disk.FolderDisk;
import io.parcook.sync.fetch.Rhythm;
import io.parcook.sync.fetch.Round;
import io.parcook.sync.registry.BudgetPlan;
import io.parcook.sync.registry.Descriptor;
import io.parcook.sync.registry.http.Access;
import io.parcook.sync.registry.http.Retries;
import io.parcook.sync.registry.layout.LayoutRegistry;
import io.parcook.sync.rollout.RushHours;
import io.parcook.sync.rollout.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/// A fleet that takes one release in virtual time: every store is a [StoreRoad], with the client,
/// the disk and the trust of a real one, and only the waiting is left out. Stores do not touch each
/// other, so they live one after the other, each through the whole time.
///
/// @param stores in the fleet
/// @param seed draws every wait
/// @param poll between two polls
/// @param spread over which stores follow an announcement
public record Fleet(int stores, long seed, Duration poll, Duration spread) {

  public static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
  public static final Duration LENGTH = Duration.ofHours(6);

  private static final LocalTime RUSH = LocalTime.of(11, 30);
  private static final LocalTime QUIET = LocalTime.of(13, 30);
  private static final long BYTES_PER_HOUR = 64L << 20;

  /// A moment at which a release is let out, and announced.
  public record Step(Instant at, List<String> rings) {

    private static Step at(int minutes, String... rings) {
      return new Step(START.plus(Duration.ofMinutes(minutes)), List.of(rings));
    }
  }

  /// What a roll-out costs its registry, and how far it came.
  ///
  /// @param took for each store when it served the release
  public record Outcome(String name, Minutes minutes, Instant[] took) {

    /// The share of the fleet that serves the release at the end of a minute.
    public double share(int minute) {
      Instant end = START.plus(Duration.ofMinutes(minute + 1L));
      return (double) Arrays.stream(took).filter(end::isAfter).count() / took.length;
    }
  }

  /// To everyone at once, whole, on the clock.
  public Outcome naive(Path folder) throws IOException, InterruptedException {
    return run(folder, "at once, whole, on the clock", false, List.of(Step.at(60, "everyone")));
  }

  /// Ring by ring, the last one in the rush, whose hours are closed.
  public Outcome ours(Path folder) throws IOException, InterruptedException {
    List<Step> steps =
        List.of(
            Step.at(60, "1%"),
            Step.at(90, "1%", "10%"),
            Step.at(120, "1%", "10%", "50%"),
            Step.at(180, "everyone"));
    return run(folder, "ring by ring, the head, drawn", true, steps);
  }

  private Outcome run(Path folder, String name, boolean careful, List<Step> steps)
      throws IOException, InterruptedException {
    AtomicReference<Instant> now = new AtomicReference<>(START);
    Path layout = Files.createDirectories(folder.resolve("cloud"));
    LayoutRegistry cloud = new LayoutRegistry(new FolderDisk(layout), "cloud");
    Minutes minutes = new Minutes(START, LENGTH);
    byte[] shipped = Heads.shipped();
    Publisher publisher = new Publisher(cloud);
    Outcome outcome = new Outcome(name, minutes, new Instant[stores]);
    try (var registry = new CountingRegistry(layout, cloud, now::get, minutes)) {
      Descriptor manifest =
          publisher.push(2, Heads.moved(shipped, 2), careful ? List.of(shipped) : List.of());
      // nothing for anybody until the first step
      publisher.letOut(2, manifest, START, "0%");
      registry.shownFrom(START);
      for (Step step : steps) {
        publisher.letOut(2, manifest, step.at(), step.rings().toArray(String[]::new));
        registry.shownFrom(step.at());
      }
      ShippedModel model = ShippedModel.of("shipped", shipped);
      for (int i = 0; i < stores; i++) {
        Path disk = folder.resolve("store");
        now.set(START);
        Random random = new Random(seed * 1_000_003 + i);
        Retries retries =
            new Retries(5, Duration.ofMillis(200), Duration.ofSeconds(5), random, _ -> {});
        try (StoreRoad store =
            new StoreRoad(
                disk,
                new Store("store-" + i, Set.of()),
                model,
                publisher.root(),
                new Access(registry.origin(), "models/base", retries),
                careful ? plan() : BudgetPlan.UNLIMITED,
                careful ? rush() : RushHours.none(),
                now::get)) {
          Pace pace =
              careful
                  ? new Pace.Drawn(new Rhythm(poll, spread, random))
                  : new Pace.OnTheClock(poll);
          outcome.took()[i] = live(store, pace, steps, now);
        }
        delete(disk);
      }
    }
    return outcome;
  }

  /// One store's time, from round to round.
  ///
  /// @return when it served the release; the end of time if it did not
  private static Instant live(
      StoreRoad store, Pace pace, List<Step> steps, AtomicReference<Instant> now)
      throws InterruptedException {
    Instant took = Instant.MAX;
    Instant next = START.plus(pace.first());
    int failures = 0;
    while (next.isBefore(START.plus(LENGTH))) {
      Instant at = next;
      now.set(at);
      Round round = store.round();
      if (round instanceof Round.Failed || round instanceof Round.NotKept) {
        throw new IllegalStateException("At " + at + ": " + round.message());
      }
      took = took.equals(Instant.MAX) && store.serves() == 2 ? at : took;
      failures = round.isToBeTriedAgain() ? failures + 1 : 0;
      next = at.plus(pace.after(round, failures, at));
      for (Step step : steps) {
        Instant told = step.at().plus(pace.announced());
        if (step.at().isAfter(at) && step.at().isBefore(next) && told.isBefore(next)) {
          next = told;
        }
      }
    }
    return took;
  }

  private static BudgetPlan plan() {
    return new BudgetPlan(
        ZoneOffset.UTC, BYTES_PER_HOUR, List.of(new BudgetPlan.Window(RUSH, QUIET, 0)));
  }

  private static RushHours rush() {
    return new RushHours(ZoneOffset.UTC, List.of(RushHours.Window.daily(RUSH, QUIET)));
  }

  private static void delete(Path folder) throws IOException {
    try (var tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
