package io.parcook.sync.fetch;

import io.parcook.sync.catalog.VersionState.Shadow;
import io.parcook.sync.catalog.Why;
import io.parcook.sync.rollout.Promotion;
import io.parcook.sync.rollout.Rollout;

/// What changes which version serves: first on disk, then in front of the kitchen.
public interface LiveSwitch {

  /// Serves with a version from shadow, if it may serve here and now.
  ///
  /// @throws io.parcook.sync.catalog.NotRecordedException if the disk does not take it
  Promotion promote(Shadow shadow, Rollout rollout, Why why);

  /// Sets the lowest release that may serve; a live version below it gives way.
  ///
  /// @throws io.parcook.sync.catalog.NotRecordedException if the disk does not take it
  void requireRelease(long minimum, Why why);
}
