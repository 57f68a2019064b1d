package io.parcook.pipeline.ledger;

import io.parcook.pipeline.ledger.LedgerRefusedException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Keeps a second writer out: places in the ledger are given out in memory. The operating system
/// frees the lock when the process ends, however it ends.
final class LedgerLock implements AutoCloseable {

  private final FileChannel channel;

  private LedgerLock(FileChannel channel) {
    this.channel = channel;
  }

  static LedgerLock take(Path ledger) throws IOException {
    Path path = ledger.resolveSibling(ledger.getFileName() + ".lock");
    FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return new LedgerLock(channel);
      }
    } catch (OverlappingFileLockException _) {
      // taken by this process: refused below
    }
    channel.close();
    throw new LedgerRefusedException(
        Reason.IN_USE,
        "Another Parcook has the ledger %s open. Stop it, or give this one a file of its own."
            .formatted(ledger),
        null);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
