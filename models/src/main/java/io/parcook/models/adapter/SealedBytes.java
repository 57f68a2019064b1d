package io.parcook.models.adapter;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.parcook.models.onnx.SelfDigest;
import java.util.Map;

/// The digest of an adapter's file inside the file.
final class SealedBytes {

  static final String KEY = "parcook.digest";

  private static final SelfDigest DIGEST =
      new SelfDigest(("\"" + KEY + "\":\"").getBytes(US_ASCII));

  private SealedBytes() {}

  /// Writes the digest in the place of [SelfDigest#BLANK], in place.
  static byte[] seal(byte[] file) {
    return DIGEST.seal(file);
  }

  /// @param metadata of the same file
  /// @throws InvalidAdapterException if the file has no digest, or is not what was sealed
  static void check(byte[] file, Map<String, String> metadata) {
    String stated = metadata.get(KEY);
    if (stated == null) {
      throw new InvalidAdapterException(new AdapterFault.Missing(KEY));
    }
    String found = DIGEST.found(file);
    if (found.isEmpty()) {
      throw new InvalidAdapterException(
          new AdapterFault.Malformed(KEY, stated, "\"" + KEY + "\":\"sha256:…\" without spaces"));
    }
    if (!found.equals(stated)) {
      throw new InvalidAdapterException(new AdapterFault.Corrupt(stated, found));
    }
  }
}
