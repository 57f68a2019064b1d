package io.parcook.pipeline.ledger;

import io.parcook.pipeline.event.EventId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/// The key of an event's identity: 16 bytes whatever the length of source and id, so that the index
/// of identities stays small. Two of 10⁹ identities share a key with probability 10⁻²¹.
final class Identity {

  static final int BYTES = 16;

  private final MessageDigest sha256;

  Identity() {
    try {
      this.sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  byte[] of(EventId id) {
    sha256.update(id.source().getBytes(StandardCharsets.UTF_8));
    sha256.update((byte) 0);
    sha256.update(id.id().getBytes(StandardCharsets.UTF_8));
    return Arrays.copyOf(sha256.digest(), BYTES);
  }
}
