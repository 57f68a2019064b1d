package io.parcook.pipeline.intake;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Whether bytes are UTF-8 without NUL. JSON parsers are lenient here (overlong forms, encoded
/// surrogates, UTF-16 by guess); an event that other readers cannot read must not be accepted.
final class Utf8 {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;

  private Utf8() {}

  static boolean isText(byte[] bytes, int from, int to) {
    int i = from;
    for (; i + Long.BYTES <= to; i += Long.BYTES) {
      long eight = (long) LONGS.get(bytes, i);
      if (((eight | (eight - ONES)) & HIGHS) != 0) { // a byte that is 0 or above 0x7F
        return isTextBeyondAscii(bytes, i, to);
      }
    }
    for (; i < to; i++) {
      if (bytes[i] <= 0) {
        return isTextBeyondAscii(bytes, i, to);
      }
    }
    return true;
  }

  private static boolean isTextBeyondAscii(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == 0) {
        return false;
      }
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from));
      return true;
    } catch (CharacterCodingException _) {
      return false;
    }
  }
}
