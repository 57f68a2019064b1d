package io.parcook.sync.catalog;

import org.jspecify.annotations.Nullable;

/// A catalog cannot be opened as it stands. The message says why and what to do.
public final class CatalogRefusedException extends RuntimeException {

  /// Why.
  public enum Reason {
    /// Another process, or another catalog in this one, has it open.
    IN_USE,
    /// A newer version of Parcook wrote it.
    NEWER,
    /// Its folder cannot be read or written.
    UNUSABLE
  }

  private final Reason reason;

  CatalogRefusedException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
