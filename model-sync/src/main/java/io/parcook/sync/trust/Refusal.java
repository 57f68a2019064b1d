package io.parcook.sync.trust;

import io.parcook.sync.disk.Digest;
import java.time.Instant;
import java.util.List;

/// Why something is not trusted. Each attack that The Update Framework names (specification 1.0.34,
/// section 1.5.2) is one type. A refused model or document changes nothing: what served goes on.
public sealed interface Refusal {

  /// Signed, but by nobody whom this store knows.
  record WrongKey(String what, List<String> keyHints) implements Refusal {}

  /// Signed, but something else: these are other bytes.
  record WrongFile(String what, Digest expected, Digest actual) implements Refusal {}

  /// A model that is older than the newest that this store had, or than what is still allowed.
  record Rollback(long number, long least) implements Refusal {}

  /// The registry keeps showing a document that has run out: somebody holds the news back.
  record Freeze(long version, Instant expired) implements Refusal {}

  /// Signed, and named, but not together: parts that never belonged to one state.
  record MixAndMatch(String what, String expected, String actual) implements Refusal {}

  /// More bytes than there should be.
  record EndlessData(String what, long bytes, long most) implements Refusal {}

  /// Bytes so slow that they would hold the store up for ever.
  record SlowRetrieval(String what, long bytesPerSecond, long least) implements Refusal {}

  /// A document that was current once and is shown again.
  record ReplayedTimestamp(long version, long trusted) implements Refusal {}

  /// A document that had run out before it came.
  record Expired(String what, Instant expired) implements Refusal {}

  /// Fewer keys signed than it takes: some may be stolen, but not enough of them.
  record BelowThreshold(String what, int signed, int threshold) implements Refusal {}

  /// Nothing that could be judged.
  record Malformed(String what, String detail) implements Refusal {}

  /// One sentence: what, and what it would take.
  default String message() {
    return switch (this) {
      case WrongKey(String what, List<String> hints) ->
          "%s is signed by no key that is pinned here (by %s)."
              .formatted(what, hints.isEmpty() ? "nobody" : String.join(", ", hints));
      case WrongFile(String what, Digest expected, Digest actual) ->
          "%s should be %s but is %s.".formatted(what, expected, actual);
      case Rollback(long number, long least) ->
          "Model number %d is older than %d, the least that is taken.".formatted(number, least);
      case Freeze(long version, Instant expired) ->
          "Timestamp version %d ran out at %s and no newer one is shown."
              .formatted(version, expired);
      case MixAndMatch(String what, String expected, String actual) ->
          "%s should be %s but is %s: these do not belong together."
              .formatted(what, expected, actual);
      case EndlessData(String what, long bytes, long most) ->
          "%s has %d bytes or more; at most %d are taken.".formatted(what, bytes, most);
      case SlowRetrieval(String what, long speed, long least) ->
          "%s came at %d bytes a second; at least %d are demanded.".formatted(what, speed, least);
      case ReplayedTimestamp(long version, long trusted) ->
          "Timestamp version %d is older than %d, which is known here.".formatted(version, trusted);
      case Expired(String what, Instant expired) -> "%s ran out at %s.".formatted(what, expired);
      case BelowThreshold(String what, int signed, int threshold) ->
          "%s is signed by %d of the pinned keys; it takes %d.".formatted(what, signed, threshold);
      case Malformed(String what, String detail) -> "%s is malformed: %s.".formatted(what, detail);
    };
  }
}
