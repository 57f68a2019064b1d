package io.parcook.sync.disk;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// The operations on one folder of files that survive a power cut if they are used as their
/// contracts say. Names are relative to that folder, with `/` between parts.
///
/// Nothing here is durable by itself. A file's bytes are on disk after [DiskFile#force], its name
/// (after creation, renaming or deletion) after [#force] of the folder that holds it; before that a
/// power cut may keep any part of the bytes and any of the names.
public interface Disk {

  /// Names of the files in a folder, sorted; none where there is no such folder.
  List<String> names(String folder) throws IOException;

  /// Whether there is a file of this name.
  boolean exists(String name) throws IOException;

  /// A file's length in bytes.
  ///
  /// @throws java.nio.file.NoSuchFileException if there is none
  long size(String name) throws IOException;

  /// Reads a file from its start.
  ///
  /// @throws java.nio.file.NoSuchFileException if there is none
  InputStream read(String name) throws IOException;

  /// Opens a file to add to its end; creates it where there is none.
  DiskFile append(String name) throws IOException;

  /// Gives a file another name within its folder, at once for every reader. A file that had that
  /// name is gone.
  void rename(String from, String to) throws IOException;

  /// Deletes a file, if there is one.
  void delete(String name) throws IOException;

  /// Creates a folder, and those above it, durably.
  void makeFolder(String folder) throws IOException;

  /// Puts the names in a folder on disk; `""` is the folder of this disk itself.
  void force(String folder) throws IOException;

  /// Replaces a file so that at any instant, power cuts included, a reader sees the old bytes or
  /// the new ones; the new ones are on disk on return.
  ///
  /// Leaves the old file, and perhaps one that is named `name` and `.part`, when it fails.
  default void replace(String name, byte[] bytes) throws IOException {
    String part = name + ".part";
    delete(part);
    try (DiskFile file = append(part)) {
      file.write(bytes, 0, bytes.length);
      file.force();
    }
    rename(part, name);
    int slash = name.lastIndexOf('/');
    force(slash < 0 ? "" : name.substring(0, slash));
  }
}
