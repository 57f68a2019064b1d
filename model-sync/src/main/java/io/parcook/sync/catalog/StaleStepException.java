package io.parcook.sync.catalog;

import java.util.Optional;

/// A step was asked for from a state that its version is no longer in: somebody else was quicker.
/// Look at the catalog again and decide anew.
public final class StaleStepException extends RuntimeException {

  StaleStepException(VersionState from, Optional<VersionState> now) {
    super(
        "%s is %s, no longer %s; look at the catalog again"
            .formatted(
                from.version(),
                now.map(state -> state.name().name()).orElse("forgotten"),
                from.name()));
  }
}
