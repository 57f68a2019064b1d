package io.parcook.sync.catalog;

import java.util.function.BiFunction;

/// One step of a version's life, asked for and not yet taken. Only a state makes one.
///
/// @param <S> the state it leads to
public final class Transition<S extends VersionState> {

  private final VersionState from;
  private final Why why;
  private final BiFunction<Version, Decision, S> to;

  Transition(VersionState from, Why why, BiFunction<Version, Decision, S> to) {
    this.from = from;
    this.why = why;
    this.to = to;
  }

  VersionState from() {
    return from;
  }

  Why why() {
    return why;
  }

  S to(Decision decision) {
    return to.apply(from.version(), decision);
  }
}
