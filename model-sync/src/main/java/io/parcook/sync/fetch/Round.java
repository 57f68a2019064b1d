package io.parcook.sync.fetch;

import io.parcook.sync.catalog.VersionState;
import io.parcook.sync.registry.RegistryFault;
import java.time.Instant;

/// How far the road led this time.
public sealed interface Round {

  /// This store has what it should have.
  ///
  /// @param release that the cloud has for this store; 0 for none
  /// @param state of it here, in one word
  record Current(long release, String state) implements Round {}

  /// A new version serves.
  record WentLive(VersionState.Live live) implements Round {}

  /// It goes on later.
  ///
  /// @param reason one sentence
  record Waits(Instant until, String reason) implements Round {}

  /// What the cloud offers is not taken; the journal says so too.
  ///
  /// @param kind of the refusal, in one word
  /// @param reason one sentence
  record Refused(String kind, String reason) implements Round {}

  /// Nothing is known of it yet, through no fault of the model or the line; tried again.
  record Undecided(String reason) implements Round {}

  /// The registry did not answer, or not as it should.
  record Failed(RegistryFault fault) implements Round {}

  /// This store's own disk did not do what it should.
  record NotKept(String reason) implements Round {}

  /// Whether the registry was heard.
  default boolean heard() {
    return !(this instanceof Failed);
  }

  /// Whether it is worth trying again before the next poll is due.
  default boolean isToBeTriedAgain() {
    return switch (this) {
      case Failed _, Undecided _, NotKept _ -> true;
      case Current _, WentLive _, Waits _, Refused _ -> false;
    };
  }

  /// One sentence for a person.
  default String message() {
    return switch (this) {
      case Current(long release, String state) ->
          release == 0
              ? "The cloud has no model for this store."
              : "The cloud's model for this store is release %d, which is %s here."
                  .formatted(release, state);
      case WentLive(VersionState.Live live) -> live.version() + " serves now.";
      case Waits(Instant until, String reason) -> reason + " It goes on at " + until + ".";
      case Refused(_, String reason) -> reason;
      case Undecided(String reason) -> reason;
      case Failed(RegistryFault fault) -> fault.message();
      case NotKept(String reason) -> reason;
    };
  }
}
