package io.parcook.service.cloud;

import io.parcook.sync.trust.Role;
import io.parcook.sync.trust.TrustRoot;
import io.parcook.sync.trust.TrustedKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The public keys in a folder, which this store trusts.
public final class PinnedKeys {

  private PinnedKeys() {}

  /// Reads every `*.pub`.
  ///
  /// @throws IOException if there is none, or one cannot be read, saying which and why
  /// @throws IllegalArgumentException if there are fewer than the threshold
  public static TrustRoot read(Path folder, int threshold) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.exists(folder) ? Files.list(folder) : Stream.empty()) {
      files = all.filter(file -> file.toString().endsWith(".pub")).sorted().toList();
    }
    if (files.isEmpty()) {
      throw new IOException(
          "There is no key *.pub in %s; put the public keys there that sign your models."
              .formatted(folder.toAbsolutePath()));
    }
    List<TrustedKey> keys = new ArrayList<>();
    for (Path file : files) {
      keys.add(TrustedKey.read(file));
    }
    return TrustRoot.pinned(new Role(keys, threshold));
  }
}
