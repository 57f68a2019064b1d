package io.parcook.sync.rollout;

import io.parcook.sync.catalog.VersionState.Live;
import io.parcook.sync.catalog.VersionState.Shadow;
import java.time.Instant;

/// What came of asking for a version to go live. Only [Done] changed anything.
public sealed interface Promotion {

  /// It serves.
  record Done(Live live) implements Promotion {}

  /// It is rush hour; ask again then.
  record Waits(Shadow shadow, Instant until) implements Promotion {}

  /// The release has not been let out to this store yet.
  record NotThisStore(Shadow shadow) implements Promotion {}

  /// A release that is not above every one that was ever live here: versions do not go back.
  record NotNewer(Shadow shadow, long highestRelease) implements Promotion {}

  /// The cloud no longer allows the release.
  record Withdrawn(Shadow shadow, long minimumRelease) implements Promotion {}

  /// An adapter whose base is not the one that serves now.
  record OtherBase(Shadow shadow) implements Promotion {}

  /// One sentence: what happened, and what to do.
  default String message() {
    return switch (this) {
      case Done(Live live) -> live.version() + " is live.";
      case Waits(Shadow shadow, Instant until) ->
          shadow.version() + " waits for the end of the rush, " + until + ".";
      case NotThisStore(Shadow shadow) ->
          shadow.version() + " has not been let out to this store yet; it waits in shadow.";
      case NotNewer(Shadow shadow, long highest) ->
          "%s is release %d, and release %d was live here already; refuse it."
              .formatted(shadow.version(), shadow.version().artifact().release(), highest);
      case Withdrawn(Shadow shadow, long minimum) ->
          "%s is release %d; the cloud allows %d and above. Refuse it."
              .formatted(shadow.version(), shadow.version().artifact().release(), minimum);
      case OtherBase(Shadow shadow) ->
          shadow.version() + " was tuned on a base that does not serve any more; refuse it.";
    };
  }
}
