package io.parcook.sync.catalog;

import java.util.List;

/// What one decision changed: one line of the journal, all of it or nothing.
///
/// @param states the versions it moved, as they are after it
/// @param forgotten numbers of the versions that are no longer in the catalog
/// @param minimumRelease the lowest release of the cloud that may serve, as it is after it
public record Change(
    Decision decision, List<VersionState> states, List<Integer> forgotten, long minimumRelease) {

  public Change {
    states = List.copyOf(states);
    forgotten = List.copyOf(forgotten);
  }
}
