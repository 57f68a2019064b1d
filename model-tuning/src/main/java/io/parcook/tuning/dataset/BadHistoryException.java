package io.parcook.tuning.dataset;

import java.nio.file.Path;

/// A history file or its mapping says something that cannot be understood. The message names the
/// file, the line where one is at fault, what is wrong and what would be right.
public final class BadHistoryException extends RuntimeException {

  public BadHistoryException(Path file, String problem) {
    super(file + ": " + problem);
  }

  public BadHistoryException(Path file, long line, String problem) {
    super(file + ", line " + line + ": " + problem);
  }
}
