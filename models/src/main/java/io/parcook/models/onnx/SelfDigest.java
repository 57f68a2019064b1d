package io.parcook.models.onnx;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.OptionalInt;

/// A digest of a whole file inside the file: of its bytes with the digest's own digits as zeros. A
/// changed bit anywhere is seen.
public final class SelfDigest {

  /// What stands in the place of the digest while it is computed.
  public static final String BLANK = "sha256:" + "0".repeat(64);

  private final byte[] before;

  /// @param before the bytes of the file that the digest stands right behind, where they are first
  public SelfDigest(byte[] before) {
    this.before = before.clone();
  }

  /// Writes the digest in the place of [#BLANK], in place.
  ///
  /// @throws IllegalArgumentException if there is no such place
  public byte[] seal(byte[] file) {
    int place =
        place(file).orElseThrow(() -> new IllegalArgumentException("There is no place to seal"));
    System.arraycopy(Sha256.of(file).getBytes(US_ASCII), 0, file, place, BLANK.length());
    return file;
  }

  /// Whether the file is what was sealed.
  public boolean holds(byte[] file, String stated) {
    return stated.equals(found(file));
  }

  /// The digest that the file's bytes give; empty words if it has no place for one.
  public String found(byte[] file) {
    OptionalInt place = place(file);
    if (place.isEmpty()) {
      return "";
    }
    byte[] blank = file.clone();
    System.arraycopy(BLANK.getBytes(US_ASCII), 0, blank, place.getAsInt(), BLANK.length());
    return Sha256.of(blank);
  }

  private OptionalInt place(byte[] file) {
    for (int at = 0; at + before.length + BLANK.length() <= file.length; at++) {
      int same = 0;
      while (same < before.length && file[at + same] == before[same]) {
        same++;
      }
      if (same == before.length) {
        return OptionalInt.of(at + same);
      }
    }
    return OptionalInt.empty();
  }
}
