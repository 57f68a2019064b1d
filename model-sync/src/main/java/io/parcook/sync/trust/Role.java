package io.parcook.sync.trust;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Keys that speak for something, and how many of them it takes (TUF: a role).
public record Role(List<TrustedKey> keys, int threshold) {

  public Role {
    keys = List.copyOf(keys);
    Set<String> ids = new HashSet<>();
    keys.forEach(key -> ids.add(key.id()));
    if (ids.size() != keys.size() || threshold < 1 || threshold > keys.size()) {
      throw new IllegalArgumentException(
          "A role has different keys and a threshold from 1 to their number");
    }
  }

  /// One key that speaks alone.
  public static Role of(TrustedKey key) {
    return new Role(List.of(key), 1);
  }

  /// The keys of this role that made one of these signatures: each counts once, however often it
  /// signed.
  Set<String> signers(List<Signed> signatures) {
    Set<String> signers = new HashSet<>();
    for (Signed each : signatures) {
      for (TrustedKey key : keys) {
        boolean meant = each.keyHint().isEmpty() || each.keyHint().equals(key.id());
        if (meant && key.verifies(each.bytes(), each.signature())) {
          signers.add(key.id());
        }
      }
    }
    return signers;
  }

  /// Bytes and a signature of them.
  record Signed(String keyHint, byte[] bytes, byte[] signature) {}
}
