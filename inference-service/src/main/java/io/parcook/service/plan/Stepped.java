package io.parcook.service.plan;

/// What became of a step that somebody asked for.
public sealed interface Stepped {

  /// It is so now, or was already, and is on disk.
  ///
  /// @param revision of the state that shows it
  record Done(long revision, PlanState.Batch batch) implements Stepped {}

  /// It cannot be done with the batch as it stands.
  record Illegal(String why) implements Stepped {}

  /// The plan has no such batch.
  record Unknown() implements Stepped {}

  /// There is no menu, so there is no plan.
  record NoMenu(String why) implements Stepped {}
}
