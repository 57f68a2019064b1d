package io.parcook.sync.admission;

/// Carries a refusal out of the middle of a check; never leaves this package.
final class RefusedModelException extends RuntimeException {

  private final transient Refusal refusal;

  RefusedModelException(Refusal refusal) {
    super(refusal.message());
    this.refusal = refusal;
  }

  Refusal refusal() {
    return refusal;
  }
}
