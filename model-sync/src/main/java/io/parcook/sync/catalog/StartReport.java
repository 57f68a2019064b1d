package io.parcook.sync.catalog;

import java.util.List;

/// What a start or a verification found that was not as it should be, for the log.
///
/// @param tornTail the journal ended within a line: its last write was cut off
/// @param damagedLines lines of the journal that are not what was written; the file is kept beside
///     as `journal.damaged`
/// @param fromPointer the journal had lost what the file `live` still knew
/// @param swept files that no version needs, deleted
/// @param damaged versions forgotten because their file, or their base's, was missing or damaged
/// @param restored whether the shipped model's file was damaged and written again
public record StartReport(
    boolean tornTail,
    int damagedLines,
    boolean fromPointer,
    int swept,
    List<Version> damaged,
    boolean restored) {

  public StartReport {
    damaged = List.copyOf(damaged);
  }

  static StartReport of(Replay replay, int swept, Wholeness.Found found) {
    return new StartReport(
        replay.journal().bytes() > 0 && replay.journal().torn(),
        replay.journal().damaged(),
        replay.journalLostItsEnd(),
        swept,
        found.damaged(),
        found.restored());
  }

  /// Whether the disk lost or changed something that it had promised to keep. A torn tail and
  /// swept files are what a power cut leaves, and are none.
  public boolean harmed() {
    return damagedLines > 0 || fromPointer || !damaged.isEmpty() || restored;
  }
}
