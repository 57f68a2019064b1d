package io.parcook.cli;

import io.parcook.sync.trust.Role;
import io.parcook.sync.trust.TrustedKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/// The keys that one trusts.
final class KeyOptions {

  @Option(
      names = "--key",
      required = true,
      paramLabel = "PEM",
      description = "A public key that signs models; may be given more than once.")
  private List<Path> keys = List.of();

  @Option(
      names = "--threshold",
      paramLabel = "N",
      description = "How many of these keys must have signed (default: ${DEFAULT-VALUE}).")
  private int threshold = 1;

  Role role() throws IOException {
    List<TrustedKey> trusted = new ArrayList<>();
    for (Path key : keys) {
      trusted.add(TrustedKey.read(key));
    }
    return new Role(trusted, threshold);
  }
}
