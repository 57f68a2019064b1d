package io.parcook.sync.catalog;

import io.parcook.sync.disk.Digest;

/// What came of offering content to the catalog. Only [New] changed anything.
public sealed interface Added {

  /// It is here, whole, and on its way.
  record New(VersionState.Fetched version) implements Added {}

  /// The same content has a version already, perhaps a refused one.
  record Known(VersionState version) implements Added {}

  /// The content is not what was announced.
  ///
  /// @param bytes its length, or more than announced where reading ended there
  record OtherContent(Artifact announced, Digest found, long bytes) implements Added {}

  /// An adapter whose base is not here, or will never serve.
  record NoBase(Artifact.Adapter adapter) implements Added {}

  /// Its release is below the minimum.
  record Withdrawn(Artifact artifact, long minimumRelease) implements Added {}

  /// It does not fit beside what must be kept.
  ///
  /// @param bytes what it needs
  /// @param needed bytes of what must be kept
  record NoRoom(long bytes, long needed, long diskBudget) implements Added {}

  /// As many versions are on their way as may be.
  record TooMany(int candidates) implements Added {}

  /// One sentence: what happened, and what to do.
  default String message() {
    return switch (this) {
      case New(var fetched) -> "Added as " + fetched.version() + ".";
      case Known(var state) ->
          "The same content is here as %s, %s: %s"
              .formatted(state.version(), state.name(), state.since().why().reason());
      case OtherContent(var announced, var found, long bytes) ->
          "Announced were %d bytes with %s; %s came, with %s. Fetch it again."
              .formatted(
                  announced.bytes(),
                  announced.digest(),
                  bytes > announced.bytes() ? "more" : bytes,
                  found);
      case NoBase(var adapter) ->
          "The adapter '%s' needs the base %s, which is not here to serve; add that base first."
              .formatted(adapter.name(), adapter.base());
      case Withdrawn(var artifact, long minimum) ->
          "'%s' is release %d; the cloud allows %d and above."
              .formatted(artifact.name(), artifact.release(), minimum);
      case NoRoom(long bytes, long needed, long budget) ->
          "%d bytes do not fit beside %d that must be kept; the budget is %d. Raise it."
              .formatted(bytes, needed, budget);
      case TooMany(int candidates) ->
          candidates + " versions are on their way already; refuse one, or wait.";
    };
  }
}
