package io.parcook.cli.delivery;

/// Events cannot be delivered. The message says where, why, and what to do.
public final class DeliveryException extends RuntimeException {

  /// What to do about it is different.
  public enum Kind {
    /// Nobody answered for as long as we were told to try.
    UNREACHABLE,
    /// Somebody answered, and trying again would not help.
    REFUSED
  }

  private final Kind kind;

  public DeliveryException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public DeliveryException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
