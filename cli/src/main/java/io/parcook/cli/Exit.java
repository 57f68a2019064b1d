package io.parcook.cli;

import io.parcook.cli.delivery.DeliveryException;
import io.parcook.sync.registry.RegistryException;
import io.parcook.sync.registry.RegistryFault;
import java.io.IOException;

/// Exit codes. 1 is an unexpected failure and 2 a wrong command
/// line, as picocli has them.
final class Exit {

  static final int OK = 0;
  static final int QUARANTINED = 3;
  static final int UNREACHABLE = 4;
  static final int REFUSED = 5;
  static final int INPUT = 6;

  private Exit() {}

  /// Of a registry that did not do what was asked, or a disk that did not.
  static int of(IOException failure) {
    if (failure instanceof RegistryException registry) {
      return switch (registry.fault()) {
        case RegistryFault.Unreachable _, RegistryFault.Busy _, RegistryFault.TooSlow _ ->
            UNREACHABLE;
        case RegistryFault.Denied _,
            RegistryFault.BadCertificate _,
            RegistryFault.Rejected _,
            RegistryFault.OverBudget _ ->
            REFUSED;
        case RegistryFault.Gone _,
            RegistryFault.Malformed _,
            RegistryFault.TooLarge _,
            RegistryFault.WrongDigest _ ->
            INPUT;
      };
    }
    return INPUT;
  }

  static int of(DeliveryException failure) {
    return switch (failure.kind()) {
      case UNREACHABLE -> UNREACHABLE;
      case REFUSED -> REFUSED;
    };
  }
}
