package io.parcook.models.adapter;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.parcook.models.onnx.Sha256;
import java.util.Map;

/// A digest of a whole file inside the file: of its bytes with the digest's own digits as zeros. A
/// changed bit anywhere, header or weights, is seen.
final class SealedBytes {

  static final String KEY = "parcook.digest";

  /// What stands in the place of the digest while it is computed.
  static final String BLANK = "sha256:" + "0".repeat(64);

  private static final byte[] BEFORE = ("\"" + KEY + "\":\"").getBytes(US_ASCII);

  private SealedBytes() {}

  /// Writes the digest in the place of [#BLANK], in place.
  static byte[] seal(byte[] file) {
    System.arraycopy(Sha256.of(file).getBytes(US_ASCII), 0, file, place(file), BLANK.length());
    return file;
  }

  /// @param metadata of the same file
  /// @throws InvalidAdapterException if the file has no digest, or is not what was sealed
  static void check(byte[] file, Map<String, String> metadata) {
    String stated = metadata.get(KEY);
    if (stated == null) {
      throw new InvalidAdapterException(new AdapterFault.Missing(KEY));
    }
    byte[] blank = file.clone();
    int place = place(file);
    if (place < 0 || place + BLANK.length() > file.length) {
      throw new InvalidAdapterException(
          new AdapterFault.Malformed(KEY, stated, "\"" + KEY + "\":\"sha256:…\" without spaces"));
    }
    System.arraycopy(BLANK.getBytes(US_ASCII), 0, blank, place, BLANK.length());
    String found = Sha256.of(blank);
    if (!found.equals(stated)) {
      throw new InvalidAdapterException(new AdapterFault.Corrupt(stated, found));
    }
  }

  private static int place(byte[] file) {
    for (int at = 0; at + BEFORE.length <= file.length; at++) {
      int same = 0;
      while (same < BEFORE.length && file[at + same] == BEFORE[same]) {
        same++;
      }
      if (same == BEFORE.length) {
        return at + same;
      }
    }
    return -1;
  }
}
