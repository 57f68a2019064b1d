package io.parcook.models.night;

/// In which way a night broke.
public enum NightFailure {
  /// The child could not be started.
  NOT_STARTED,
  /// The child said that it cannot do what it was asked.
  REFUSED,
  /// Its memory limit was too low.
  OUT_OF_MEMORY,
  /// Something killed it: a person, or the kernel for want of memory.
  KILLED,
  /// It said nothing for too long, and was killed.
  SILENT,
  /// It took longer than it may, and was killed.
  OUT_OF_TIME,
  /// It ended otherwise than it should, or without a word of what came of it.
  BROKEN
}
