package io.parcook.models.child;

/// How a child ended. `said` is ` It said: …` with its last lines that were not understood, or
/// empty.
public sealed interface ChildEnd {

  /// By itself, with an exit code.
  record Exited(int code, String said) implements ChildEnd {}

  /// Its memory was not enough.
  record OutOfMemory(String said) implements ChildEnd {}

  /// By a signal that did not come from here.
  record Killed(int signal, String said) implements ChildEnd {}

  /// It said nothing for too long, and was ended.
  record Silent() implements ChildEnd {}

  /// It took too long, and was ended.
  record OutOfTime() implements ChildEnd {}

  /// Somebody asked for its end.
  record Cancelled() implements ChildEnd {}

  /// It never began.
  record NotStarted(String why) implements ChildEnd {}
}
