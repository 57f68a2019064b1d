package io.parcook.sync.catalog;

import io.parcook.sync.disk.Disk;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The state that the files of a catalog tell.
///
/// @param journal what the journal says
/// @param pointer what the file `live` says
/// @param state what follows
record Replay(JournalFile journal, JournalFile pointer, CatalogState state) {

  static Replay of(Disk disk) throws IOException {
    JournalFile journal = JournalFile.read(disk, Journal.NAME);
    JournalFile pointer = JournalFile.read(disk, LivePointer.NAME);
    boolean whole = !journal.incomplete() && pointer.counters().seq() <= journal.counters().seq();
    CatalogState state = CatalogState.startingFrom(journal.counters().max(pointer.counters()));
    List<Change> changes =
        Stream.of(whole ? JournalFile.NONE : pointer, journal)
            .flatMap(file -> file.changes().stream())
            .sorted(Comparator.comparingLong(change -> change.decision().seq()))
            .toList();
    for (Change change : changes) {
      state = state.with(change);
    }
    return new Replay(journal, pointer, state);
  }

  /// Whether lines before the journal's end are not what was written.
  boolean journalHasDamage() {
    return journal.damaged() > 0;
  }

  /// Whether the pointer knew of a decision that the journal has lost.
  boolean journalLostItsEnd() {
    return pointer.counters().seq() > journal.counters().seq();
  }
}
