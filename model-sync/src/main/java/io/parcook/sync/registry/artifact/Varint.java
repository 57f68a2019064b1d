package io.parcook.sync.registry.artifact;

import java.io.ByteArrayOutputStream;

/// Whole numbers as VCDIFF writes them: seven bits a byte, the highest first (RFC 3284, section 2).
final class Varint {

  private Varint() {}

  static void write(ByteArrayOutputStream out, int value) {
    int shift = 0;
    while (shift < 28 && value >>> (shift + 7) != 0) {
      shift += 7;
    }
    for (; shift > 0; shift -= 7) {
      out.write(((value >>> shift) & 0x7f) | 0x80);
    }
    out.write(value & 0x7f);
  }
}
