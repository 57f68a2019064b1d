package io.parcook.cli.peers;

import java.nio.file.Path;

/// A file of peers' forecasts cannot be understood, or was made for other rows. The message names
/// the file, what is wrong and what would be right.
public final class BadPeersException extends RuntimeException {

  BadPeersException(Path file, String problem) {
    super(file + ": " + problem);
  }

  BadPeersException(Path file, long line, String problem) {
    super(file + ", line " + line + ": " + problem);
  }
}
