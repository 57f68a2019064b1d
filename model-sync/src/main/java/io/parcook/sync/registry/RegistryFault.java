package io.parcook.sync.registry;

import io.parcook.sync.disk.Digest;
import java.time.Duration;
import java.time.Instant;

/// Why a registry did not give or take what was asked. `what` names a blob, a manifest or a tag,
/// `where` the registry as the operator wrote it.
public sealed interface RegistryFault {

  /// Nothing is there by that name, or not any more.
  record Gone(String what, String where) implements RegistryFault {}

  /// No answer, or a line that broke and stayed broken.
  record Unreachable(String where, String detail) implements RegistryFault {}

  /// The registry has too much to do and says when to come back.
  record Busy(String where, Duration after) implements RegistryFault {}

  /// Not with these credentials.
  record Denied(String what, String where, String detail) implements RegistryFault {}

  /// The other side's certificate is not one that was expected.
  record BadCertificate(String where, String detail) implements RegistryFault {}

  /// An answer that the specification has no place for here.
  record Rejected(String what, String where, int status, String detail) implements RegistryFault {}

  /// Bytes that are not what their name says.
  record Malformed(String what, String detail) implements RegistryFault {}

  /// More bytes than were announced, or than this store takes.
  record TooLarge(String what, long bytes, long mostBytes) implements RegistryFault {}

  /// Bytes come, but so slowly that waiting for them would be a way to hold the store up.
  record TooSlow(String what, long bytesPerSecond, long least) implements RegistryFault {}

  /// Other bytes than those that were named.
  record WrongDigest(String what, Digest expected, Digest actual) implements RegistryFault {}

  /// The line has other work now.
  ///
  /// @param again when the budget has room
  record OverBudget(String what, long bytes, Instant again) implements RegistryFault {}

  /// One sentence: what, where, and what to do.
  default String message() {
    return switch (this) {
      case Gone(String what, String where) ->
          "There is no %s in %s; see 'parcook inspect' for what is there.".formatted(what, where);
      case Unreachable(String where, String detail) ->
          "%s cannot be reached: %s. It is tried again; what was fetched is kept."
              .formatted(where, detail);
      case Busy(String where, Duration after) ->
          "%s is busy and asks to be left alone for %s.".formatted(where, after);
      case Denied(String what, String where, String detail) ->
          "%s denies access to %s: %s. Check user, password and what they may do."
              .formatted(where, what, detail);
      case BadCertificate(String where, String detail) ->
          "The certificate of %s is not trusted: %s. Name the authority that signed it."
              .formatted(where, detail);
      case Rejected(String what, String where, int status, String detail) ->
          "%s answered %d for %s: %s".formatted(where, status, what, detail);
      case Malformed(String what, String detail) -> what + " is malformed: " + detail + ".";
      case TooLarge(String what, long bytes, long most) ->
          "%s has %d bytes or more; at most %d are taken.".formatted(what, bytes, most);
      case TooSlow(String what, long speed, long least) ->
          "%s came at %d bytes a second, less than the %d that are demanded; given up."
              .formatted(what, speed, least);
      case WrongDigest(String what, Digest expected, Digest actual) ->
          "%s should be %s but is %s; it was thrown away.".formatted(what, expected, actual);
      case OverBudget(String what, long bytes, Instant again) ->
          "%d bytes of %s wait: the line's budget has room again at %s."
              .formatted(bytes, what, again);
    };
  }
}
