package io.parcook.tuning.tune;

/// The loss or a gradient is no longer a number; nothing of the night is used.
final class DivergedException extends RuntimeException {

  DivergedException(int step) {
    super(
        "The loss is no longer a number at step "
            + step
            + ". The live model stays; look for absurd values in the store's last weeks.");
  }
}
