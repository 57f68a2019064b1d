package io.parcook.pipeline.intake;

/// Why an event is in quarantine. The names are metric labels and part of the interface.
public enum QuarantineReason {
  /// Not JSON, or not UTF-8.
  MALFORMED,
  /// Not a CloudEvents 1.0 envelope.
  ENVELOPE,
  /// A `type` that this version does not know.
  UNKNOWN_TYPE,
  /// Its data does not fit the type's JSON Schema.
  SCHEMA,
  /// Larger than one event may be.
  TOO_LARGE,
  /// Further in the future than clock skew explains.
  FUTURE,
  /// Older than the ledger keeps intervals.
  TOO_OLD,
  /// One more distinct item or zone than the store may have.
  TOO_MANY_NAMES
}
