package io.parcook.sync.disk;

import java.io.IOException;

/// A file that is open to be added to. Used by one thread.
public interface DiskFile extends AutoCloseable {

  /// Adds bytes to the end, all of them. When it fails some may have been added.
  void write(byte[] bytes, int from, int length) throws IOException;

  /// Puts all that was added on disk. After a failure nothing is known of what is there: the same
  /// call may succeed the next time without having written anything.
  void force() throws IOException;

  @Override
  void close() throws IOException;
}
