package io.parcook.sync.catalog;

import java.io.IOException;

/// The disk did not take a decision or a file. Nothing has changed for whoever reads the catalog,
/// and nobody was told; after a restart the decision may turn out to be on disk all the same.
public final class NotRecordedException extends RuntimeException {

  NotRecordedException(IOException cause) {
    super(
        "The model catalog could not be written: %s. What serves goes on serving. Make room or look"
                .formatted(cause.getMessage())
            + " at the disk, then try again.",
        cause);
  }
}
