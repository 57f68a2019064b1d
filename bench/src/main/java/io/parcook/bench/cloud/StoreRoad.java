package io.parcook.bench.cloud;

import io.parcook.sync.admission.Admission;
import io.parcook.sync.catalog.Catalog;
import io.parcook.sync.catalog.CatalogOptions;
import io.parcook.sync.catalog.ShippedModel;
import io.parcook.sync.catalog.VersionState.Shadow;
import io.parcook.sync.catalog.Why;
import io.parcook.sync.disk.FolderDisk;
import io.parcook.sync.fetch.FetchMemory;
import io.parcook.sync.fetch.Fetching;
import io.parcook.sync.fetch.LiveSwitch;
import io.parcook.sync.fetch.Round;
import io.parcook.sync.registry.BudgetPlan;
import io.parcook.sync.registry.ByteBudget;
import io.parcook.sync.registry.MinimumSpeed;
import io.parcook.sync.registry.Registry;
import io.parcook.sync.registry.Transfer;
import io.parcook.sync.registry.http.Access;
import io.parcook.sync.registry.http.HttpRegistry;
import io.parcook.sync.rollout.Promotion;
import io.parcook.sync.rollout.Rollout;
import io.parcook.sync.rollout.RushHours;
import io.parcook.sync.rollout.Store;
import io.parcook.sync.rollout.Switchover;
import io.parcook.sync.trust.TrustRoot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The road of a model into one store, made of what the service makes it of: registry client, byte
/// budget, trust, catalog, roll-out. Admission says yes, and what goes live is opened by nobody.
public final class StoreRoad implements AutoCloseable {

  private static final long MOST_BYTES = 64L << 20;

  private final Catalog catalog;
  private final Registry registry;
  private final Fetching fetching;

  /// @param folder of the store's disk
  /// @param shipped what the store serves at its start
  /// @param rush in which nothing goes live
  public StoreRoad(
      Path folder,
      Store store,
      ShippedModel shipped,
      TrustRoot pinned,
      Access access,
      BudgetPlan plan,
      RushHours rush,
      InstantSource clock)
      throws IOException {
    Path sync = folder.resolve("sync");
    FetchMemory memory = FetchMemory.open(new FolderDisk(sync), "cloud", pinned);
    ByteBudget budget = new ByteBudget(plan, clock, memory.spent());
    Admission yes = (_, _) -> new Admission.Verdict.Admitted(List.of(), Map.of());
    registry = new HttpRegistry(access, budget::charge);
    catalog =
        Catalog.open(folder.resolve("models"), CatalogOptions.DEFAULT, clock, Optional.of(shipped));
    fetching =
        new Fetching(
            catalog,
            switched(catalog, new Switchover(catalog, store, rush, clock)),
            yes,
            store,
            registry,
            new Transfer(MOST_BYTES, MinimumSpeed.DEFAULT, budget),
            memory,
            sync,
            clock);
  }

  private static LiveSwitch switched(Catalog catalog, Switchover switchover) {
    return new LiveSwitch() {
      @Override
      public Promotion promote(Shadow shadow, Rollout rollout, Why why) {
        return switchover.promote(shadow, rollout, why);
      }

      @Override
      public void requireRelease(long minimum, Why why) {
        catalog.requireRelease(minimum, why);
      }
    };
  }

  /// Goes as far as the road leads now.
  public Round round() throws InterruptedException {
    return fetching.round();
  }

  /// The release that serves; 0 for the shipped one.
  public long serves() {
    return catalog.state().live().orElseThrow().version().artifact().release();
  }

  @Override
  public void close() {
    registry.close();
    catalog.close();
  }
}
