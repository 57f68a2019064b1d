package io.parcook.cli;

import io.parcook.cli.delivery.DeliveryException;

/// Exit codes of the commands that send events. 1 is an unexpected failure and 2 a wrong command
/// line, as picocli has them.
final class Exit {

  static final int OK = 0;
  static final int QUARANTINED = 3;
  static final int UNREACHABLE = 4;
  static final int REFUSED = 5;
  static final int INPUT = 6;

  private Exit() {}

  static int of(DeliveryException failure) {
    return switch (failure.kind()) {
      case UNREACHABLE -> UNREACHABLE;
      case REFUSED -> REFUSED;
    };
  }
}
