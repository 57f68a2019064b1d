package io.parcook.sync.catalog;

import io.parcook.sync.disk.Disk;
import io.parcook.sync.disk.DiskFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The decisions, one line each, on disk before anybody hears of them. Used by one thread.
///
/// After a failed write nobody knows what the file ends with, so it is written anew, whole, before
/// anything else is added to it.
final class Journal implements AutoCloseable {

  static final String NAME = "journal";

  private final Disk disk;
  private final long mostBytes;
  private @Nullable DiskFile file;
  private long bytes;
  private long bytesBegun;
  private boolean doubtful;

  /// @param mostBytes past it the journal is compacted, unless it is as good as compact
  /// @param read what the file holds; to be rewritten first if it is incomplete or not there
  Journal(Disk disk, long mostBytes, JournalFile read) {
    this.disk = disk;
    this.mostBytes = mostBytes;
    this.bytes = read.bytes();
    this.doubtful = read.incomplete() || read.bytes() == 0;
  }

  /// Adds a decision; on return it is on disk.
  ///
  /// @param before the state that the decision was taken in
  /// @throws IOException if it cannot be written; it may be on disk all the same
  void append(CatalogState before, Change change) throws IOException {
    if (doubtful || bytes > Math.max(mostBytes, 2 * bytesBegun)) {
      rewrite(before);
    }
    byte[] line = JournalFormat.write(change);
    doubtful = true;
    DiskFile open = file == null ? disk.append(NAME) : file;
    file = open;
    open.write(line, 0, line.length);
    open.force();
    doubtful = false;
    bytes += line.length;
  }

  /// Writes the file anew with what the state needs and nothing else.
  void rewrite(CatalogState state) throws IOException {
    close();
    doubtful = true;
    byte[] compact = JournalFile.write(state.counters(), needed(state));
    disk.replace(NAME, compact);
    doubtful = false;
    bytes = compact.length;
    bytesBegun = compact.length;
  }

  /// Keeps the file as it was found, for whoever wants to know what the disk did to it.
  void keepCopy() throws IOException {
    try (InputStream in = disk.read(NAME)) {
      disk.replace(NAME + ".damaged", in.readNBytes(JournalFile.MOST_BYTES));
    }
  }

  boolean doubtful() {
    return doubtful;
  }

  long bytes() {
    return bytes;
  }

  @Override
  public void close() throws IOException {
    DiskFile open = file;
    file = null;
    if (open != null) {
      open.close();
    }
  }

  /// Of decisions that the history has dropped, what is still the last word on a version; then the
  /// history as it was.
  private static List<Change> needed(CatalogState state) {
    List<Change> history = state.history();
    long first = history.isEmpty() ? Long.MAX_VALUE : history.getFirst().decision().seq();
    return Stream.concat(lastWords(state.versions(), first).stream(), history.stream()).toList();
  }

  /// For each version that has not moved since `before`, the decision that put it where it is, in
  /// the order of decisions.
  static List<Change> lastWords(Collection<VersionState> versions, long before) {
    var words = new TreeMap<Decision, List<VersionState>>(Comparator.comparingLong(Decision::seq));
    versions.stream()
        .filter(state -> state.since().seq() < before)
        .forEach(state -> words.computeIfAbsent(state.since(), _ -> new ArrayList<>()).add(state));
    return words.entrySet().stream()
        .map(word -> new Change(word.getKey(), word.getValue(), List.of(), 0))
        .toList();
  }
}
