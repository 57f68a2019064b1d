package io.parcook.sync.catalog;

import io.parcook.sync.catalog.VersionState.Live;
import io.parcook.sync.catalog.VersionState.Refused;

/// What came of going back.
public sealed interface Rollback {

  /// Another version serves now; what served will not again.
  record Done(Live live, Refused refused) implements Rollback {}

  /// There is nothing whole and allowed to go back to: what serves goes on.
  record NothingBefore(Live live) implements Rollback {}

  /// Nothing serves.
  record NothingLive() implements Rollback {}
}
