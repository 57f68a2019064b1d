package io.parcook.sync.registry;

import io.parcook.sync.disk.Digest;

/// What a reference points to now.
public sealed interface Resolution {

  /// A manifest, whose digest has been checked against its bytes.
  ///
  /// @param etag to be given the next time, so that what has not changed is not sent again
  record Found(Digest digest, byte[] bytes, String etag) implements Resolution {

    /// @throws RegistryException if the bytes are no image manifest
    public Manifest manifest() throws RegistryException {
      try {
        return Manifest.parse(bytes);
      } catch (IllegalArgumentException e) {
        throw new RegistryException(
            new RegistryFault.Malformed(digest.toString(), String.valueOf(e.getMessage())));
      }
    }
  }

  /// Still what the etag stands for.
  record Unchanged() implements Resolution {}

  /// Nothing is there by that name.
  record Missing() implements Resolution {}
}
