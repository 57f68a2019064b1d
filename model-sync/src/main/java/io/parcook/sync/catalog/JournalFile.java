package io.parcook.sync.catalog;

import io.parcook.sync.catalog.JournalFormat.Changed;
import io.parcook.sync.catalog.JournalFormat.Header;
import io.parcook.sync.catalog.JournalFormat.Line;
import io.parcook.sync.disk.Disk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What a file of journal lines says: the journal itself, or the live pointer, which is written in
/// the same way.
///
/// @param counters as they are after all of it
/// @param changes in the order they were decided
/// @param torn whether it ends within a line, the last write having been cut off, or has no header
/// @param damaged lines before the end that are not what was written
/// @param bytes its length
record JournalFile(Counters counters, List<Change> changes, boolean torn, int damaged, long bytes) {

  /// More than a journal ever has; what lies beyond is not read.
  static final int MOST_BYTES = 64 << 20;

  static final JournalFile NONE = new JournalFile(Counters.NONE, List.of(), false, 0, 0);

  /// Whether something that was decided may be missing from it.
  boolean incomplete() {
    return torn || damaged > 0;
  }

  /// Reads a file; [#NONE] where there is none.
  static JournalFile read(Disk disk, String name) throws IOException {
    if (!disk.exists(name)) {
      return NONE;
    }
    try (InputStream in = disk.read(name)) {
      return parse(in.readNBytes(MOST_BYTES));
    }
  }

  private static JournalFile parse(byte[] bytes) {
    Counters counters = Counters.NONE;
    List<Change> changes = new ArrayList<>();
    int damaged = 0;
    boolean torn = false;
    boolean headed = false;
    for (int from = 0; from < bytes.length; ) {
      int end = from;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      Optional<Line> line =
          end == bytes.length
              ? Optional.empty()
              : JournalFormat.read(Arrays.copyOfRange(bytes, from, end));
      from = end + 1;
      if (line.isEmpty()) {
        // A cut-off write is one line at the very end, whatever bytes it holds.
        torn |= from >= bytes.length;
        damaged += from >= bytes.length ? 0 : 1;
        continue;
      }
      switch (line.get()) {
        case Header(int format, Counters begun) -> {
          refuseNewer(format);
          headed = true;
          counters = counters.max(begun);
        }
        case Changed(Change change) -> {
          changes.add(change);
          counters = counters.with(change);
        }
      }
    }
    return new JournalFile(counters, List.copyOf(changes), torn || !headed, damaged, bytes.length);
  }

  private static void refuseNewer(int format) {
    if (format > JournalFormat.FORMAT) {
      throw new CatalogRefusedException(
          CatalogRefusedException.Reason.NEWER,
          "The model catalog was written in format %d by a newer Parcook; this one knows %d."
                  .formatted(format, JournalFormat.FORMAT)
              + " Start the newer one, or give this one a folder of its own.",
          null);
    }
  }

  static byte[] write(Counters counters, List<Change> changes) {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(JournalFormat.write(counters));
    changes.forEach(change -> bytes.writeBytes(JournalFormat.write(change)));
    return bytes.toByteArray();
  }
}
