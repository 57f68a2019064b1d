package io.parcook.sync.rollout;

import io.parcook.sync.catalog.Artifact;
import io.parcook.sync.catalog.Catalog;
import io.parcook.sync.catalog.CatalogState;
import io.parcook.sync.catalog.Rollback;
import io.parcook.sync.catalog.VersionState.Shadow;
import io.parcook.sync.catalog.Why;
import java.time.Instant;
import java.time.InstantSource;

/// Puts versions live and takes them back. Going forward has to wait for its ring and for the end
/// of the rush; going back waits for nothing.
public final class Switchover {

  private final Catalog catalog;
  private final Store store;
  private final RushHours rush;
  private final InstantSource clock;

  public Switchover(Catalog catalog, Store store, RushHours rush, InstantSource clock) {
    this.catalog = catalog;
    this.store = store;
    this.rush = rush;
    this.clock = clock;
  }

  /// Puts a version live, if it may and if now is the time.
  ///
  /// @param rollout of its release; an adapter follows its base, which is live here already
  public Promotion promote(Shadow shadow, Rollout rollout, Why why) {
    Artifact artifact = shadow.version().artifact();
    CatalogState state = catalog.state();
    if (!state.mayServe(artifact)) {
      return new Promotion.Withdrawn(shadow, state.minimumRelease());
    }
    switch (artifact) {
      case Artifact.Base base -> {
        if (base.release() <= state.highestRelease()) {
          return new Promotion.NotNewer(shadow, state.highestRelease());
        }
        if (!rollout.includes(store)) {
          return new Promotion.NotThisStore(shadow);
        }
      }
      case Artifact.Adapter adapter -> {
        if (state.live().map(live -> live.version().artifact().base()).stream()
            .noneMatch(adapter.base()::equals)) {
          return new Promotion.OtherBase(shadow);
        }
      }
    }
    Instant now = clock.instant();
    if (rush.contains(now)) {
      return new Promotion.Waits(shadow, rush.quietFrom(now));
    }
    return new Promotion.Done(catalog.record(shadow.live(why)));
  }

  /// Goes back to the last good version, at any hour.
  public Rollback rollBack(Why why) {
    return catalog.rollBack(why);
  }
}
