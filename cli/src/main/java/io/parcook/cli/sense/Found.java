package io.parcook.cli.sense;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What Akri found for this broker: it says so in variables that may end in a digest of the device,
/// such as `UDEV_DEVNODE_8C4A21`.
final class Found {

  /// The node of a serial device.
  static final String DEVICE = "UDEV_DEVNODE";

  /// The address of an OPC UA server.
  static final String SERVER = "OPCUA_DISCOVERY_URL";

  private Found() {}

  /// The first of them, in the order of their names.
  static Optional<String> in(Map<String, String> environment, String variable) {
    return new TreeMap<>(environment)
        .entrySet().stream()
            .filter(
                one ->
                    one.getKey().equals(variable)
                        || one.getKey().matches(variable + "_[0-9A-Za-z]+"))
            .map(Map.Entry::getValue)
            .findFirst();
  }
}
