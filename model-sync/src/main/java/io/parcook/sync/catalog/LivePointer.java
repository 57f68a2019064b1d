package io.parcook.sync.catalog;

import io.parcook.sync.disk.Digest;
import io.parcook.sync.disk.Disk;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The file `live`: what serves, and what is needed to serve it and to go back. Replaced whole,
/// once the journal has the decision; the journal's newer word always holds. Should the journal be
/// lost or damaged, the store still knows from here what it was serving.
final class LivePointer {

  static final String NAME = "live";

  private final Disk disk;
  private List<Change> written;

  LivePointer(Disk disk, JournalFile read) {
    this.disk = disk;
    this.written = read.incomplete() ? List.of() : read.changes();
  }

  /// Makes the file say what the state says; writes nothing where it does already.
  void follow(CatalogState state) throws IOException {
    Set<Digest> needed = state.neededContents();
    List<Change> lines =
        Journal.lastWords(
            state.versions().stream()
                .filter(version -> !(version instanceof VersionState.Candidate))
                .filter(version -> needed.contains(version.version().artifact().digest()))
                .collect(Collectors.toList()),
            Long.MAX_VALUE);
    if (!lines.equals(written)) {
      disk.replace(NAME, JournalFile.write(state.counters(), lines));
      written = lines;
    }
  }
}
