package io.parcook.service.learning;

import io.parcook.models.forecast.SessionSettings;
import io.parcook.service.forecast.Serving;
import io.parcook.sync.catalog.Catalog;
import io.parcook.sync.catalog.CatalogOptions;
import io.parcook.sync.catalog.CatalogRefusedException;
import io.parcook.sync.rollout.RushHours;
import io.parcook.sync.rollout.Store;
import io.parcook.sync.rollout.Switchover;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;

/// A store's models as they are found at the start. Whatever is wrong with the catalog, the store
/// forecasts: with its base, or with the usual level.
public sealed interface StoreModels extends AutoCloseable {

  Serving serving();

  @Override
  void close();

  /// The catalog is open.
  record Kept(ModelLife life) implements StoreModels {

    @Override
    public Serving serving() {
      return life.serving();
    }

    @Override
    public void close() {
      life.catalog().close();
    }
  }

  /// The catalog cannot be opened: the base serves, and nothing is learned.
  ///
  /// @param reason what was wrong, and what to do
  record Unkept(Serving serving, String reason) implements StoreModels {

    @Override
    public void close() {}
  }

  /// Opens the catalog in a folder, and the version that serves.
  ///
  /// @param configured a base model's file; absent, the shipped one
  static StoreModels open(
      Path folder,
      Optional<Path> configured,
      SessionSettings settings,
      Store store,
      RushHours rush,
      InstantSource clock) {
    Logger log = Logger.getLogger(StoreModels.class);
    long begun = System.nanoTime();
    FirstBase base = FirstBase.open(configured, settings);
    try {
      Catalog catalog = Catalog.open(folder, CatalogOptions.DEFAULT, clock, base.file());
      if (catalog.start().harmed()) {
        log.warnf("The model catalog was harmed, and is whole again: %s", catalog.start());
      }
      base.file().ifPresent(new Adoption(catalog, configured.isPresent())::adopt);
      Switchover switchover = new Switchover(catalog, store, rush, clock);
      ModelLife life = ModelLife.begin(catalog, switchover, settings, base);
      log.infof(
          "Model catalog %s open, %s serves, in %d ms",
          folder.toAbsolutePath(),
          catalog.state().live().map(live -> live.version().toString()).orElse("the usual level"),
          (System.nanoTime() - begun) / 1_000_000);
      return new Kept(life);
    } catch (CatalogRefusedException refused) {
      String reason = String.valueOf(refused.getMessage());
      log.errorf("%s Until then the base model serves, and nothing is learned.", reason);
      return new Unkept(new Serving(base.model()), reason);
    }
  }
}
