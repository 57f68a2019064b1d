package io.parcook.sync.catalog;

import io.parcook.sync.catalog.VersionState.Admitted;
import io.parcook.sync.catalog.VersionState.Candidate;
import io.parcook.sync.catalog.VersionState.Fetched;
import io.parcook.sync.catalog.VersionState.Refused;
import io.parcook.sync.catalog.VersionState.Shadow;
import io.parcook.sync.catalog.VersionState.Verified;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/// A random life of a catalog: what clouds, nights and operators do, in any order. The same seed
/// does the same to the same state.
final class Walk {

  static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  static final InstantSource CLOCK = InstantSource.fixed(NOON);

  /// Small bounds, so that a short walk meets all of them.
  static final CatalogOptions SMALL = new CatalogOptions(9_000, 3, 4, 5, 3_000);

  private static final List<Actor> ACTORS = List.of(Actor.values());

  private final Random random;
  private final NaiveCatalog naive;

  /// @param naive is told what is done, and says what must come of it
  Walk(long seed, NaiveCatalog naive) {
    this.random = new Random(seed);
    this.naive = naive;
  }

  /// Does one thing.
  void step(Catalog catalog) {
    List<Candidate> candidates = catalog.state().candidates();
    int choice = random.nextInt(100);
    if (choice < 35 || candidates.isEmpty()) {
      add(catalog);
    } else if (choice < 85) {
      onwards(catalog, candidates.get(random.nextInt(candidates.size())));
    } else if (choice < 90) {
      Candidate refused = candidates.get(random.nextInt(candidates.size()));
      Refused now = catalog.record(refused.refused(why("worse")));
      naive.moved(now.version().number(), "REFUSED");
    } else if (choice < 98) {
      naive.rolledBack(catalog.rollBack(why("losses")));
    } else {
      long minimum = catalog.state().highestRelease() - random.nextInt(3);
      catalog.requireRelease(minimum, why("withdrawn"));
      naive.minimum(minimum);
    }
  }

  private void add(Catalog catalog) {
    int number = 1 + random.nextInt(300);
    List<Artifact> bases =
        catalog.state().versions().stream()
            .map(state -> state.version().artifact())
            .filter(Artifact.Base.class::isInstance)
            .toList();
    Artifact artifact =
        random.nextBoolean()
            ? Contents.base(number, catalog.state().highestRelease() + random.nextInt(3))
            : Contents.adapter(400 + number, bases.get(random.nextInt(bases.size())));
    if (artifact.digest().equals(artifact.base()) && random.nextInt(8) == 0) {
      Artifact other = Contents.base(number + 1, artifact.release());
      Added added = catalog.add(artifact, Contents.open(other), why("pushed"));
      naive.addedOtherContent(artifact, added);
    } else {
      naive.added(artifact, catalog.add(artifact, Contents.open(artifact), why("pushed")));
    }
  }

  private void onwards(Catalog catalog, Candidate candidate) {
    VersionState now =
        switch (candidate) {
          case Fetched fetched -> catalog.record(fetched.verified(why("signed")));
          case Verified verified -> catalog.record(verified.admitted(why("harmless")));
          case Admitted admitted -> catalog.record(admitted.shadow(why("better")));
          case Shadow shadow -> catalog.record(shadow.live(why("still better")));
        };
    naive.moved(now.version().number(), now.name().name());
  }

  private Why why(String reason) {
    Actor by = ACTORS.get(random.nextInt(ACTORS.size()));
    return new Why(by, reason, Map.of("wql.live", random.nextDouble()));
  }

  /// All that a catalog's state says of its versions, as text.
  static String tell(CatalogState state) {
    return state.versions().stream()
            .map(v -> v.version() + " " + v.name() + " since " + v.since())
            .collect(Collectors.joining("\n"))
        + "\n"
        + state.counters();
  }
}
