/// A seeded restaurant on a virtual clock: guests arrive, doors count, tills ring.
///
/// [Restaurant] says what the store is like, [Simulation] runs it. Every local date is a pure
/// function of the restaurant and that date, so a run may start anywhere, be interrupted and be
/// started again, and yields the same events with the same identities.
@org.jspecify.annotations.NullMarked
package io.parcook.simulator;
