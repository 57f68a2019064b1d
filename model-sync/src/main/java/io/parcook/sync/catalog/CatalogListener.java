package io.parcook.sync.catalog;

/// Hears of each change once it is durable, in order, on the thread that made it. It must be quick,
/// and must not change the catalog itself.
@FunctionalInterface
public interface CatalogListener {

  /// @param after the state that readers see from now on; its last [CatalogState#history] entry is
  ///     the change
  void changed(CatalogState before, CatalogState after);
}
