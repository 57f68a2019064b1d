package io.parcook.sync.trust;

import java.util.function.Function;

/// Trusted, or refused for a reason.
public sealed interface Verdict<T> {

  /// It is what it says, from whom it says, and current.
  record Trusted<T>(T value) implements Verdict<T> {}

  /// It is not to be used.
  record Refused<T>(Refusal refusal) implements Verdict<T> {}

  /// What follows from a trusted value; a refusal stays.
  default <U> Verdict<U> then(Function<T, Verdict<U>> next) {
    return switch (this) {
      case Trusted<T>(T value) -> next.apply(value);
      case Refused<T>(Refusal refusal) -> new Refused<>(refusal);
    };
  }
}
