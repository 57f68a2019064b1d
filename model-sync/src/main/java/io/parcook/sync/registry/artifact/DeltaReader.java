package io.parcook.sync.registry.artifact;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// Makes a file from its base and what [DeltaWriter] wrote. A delta comes from the line like any
/// other bytes, so it can claim anything: what is made never exceeds the size that is expected.
public final class DeltaReader {

  private DeltaReader() {}

  /// Makes the file.
  ///
  /// @param size of the result, from its signed descriptor
  /// @throws IllegalArgumentException if the delta is malformed or makes another size
  public static byte[] make(byte[] base, byte[] delta, int size) {
    try {
      ByteBuffer in = ByteBuffer.wrap(delta);
      byte[] head = new byte[DeltaWriter.HEAD.length];
      in.get(head);
      if (!Arrays.equals(head, DeltaWriter.HEAD)) {
        throw malformed("it does not begin as one");
      }
      ByteBuffer result = ByteBuffer.allocate(size);
      while (in.hasRemaining()) {
        window(in, base, result);
      }
      if (result.hasRemaining()) {
        throw malformed("it makes %d bytes of %d".formatted(result.position(), size));
      }
      return result.array();
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("The delta is malformed: it ends too early", e);
    }
  }

  private static void window(ByteBuffer in, byte[] base, ByteBuffer result) {
    if (in.get() != DeltaWriter.SOURCE_WINDOW || read(in) != base.length || read(in) != 0) {
      throw malformed("it is not for a base of %d bytes".formatted(base.length));
    }
    ByteBuffer rest = part(in, read(in));
    int until = result.position() + read(rest);
    if (until > result.limit() || rest.get() != 0) {
      throw malformed("it makes more than " + result.limit() + " bytes");
    }
    int dataSize = read(rest);
    int instructionSize = read(rest);
    int addressSize = read(rest);
    ByteBuffer data = part(rest, dataSize);
    ByteBuffer instructions = part(rest, instructionSize);
    ByteBuffer addresses = part(rest, addressSize);
    while (instructions.hasRemaining()) {
      int code = instructions.get() & 0xff;
      int length = read(instructions);
      if (length > until - result.position()) {
        throw malformed("a piece is longer than its window");
      }
      switch (code) {
        case DeltaWriter.ADD -> result.put(part(data, length));
        case DeltaWriter.COPY -> {
          int from = read(addresses);
          if (from > base.length - length) {
            throw malformed("it copies from beyond its base");
          }
          result.put(base, from, length);
        }
        default -> throw malformed("instruction " + code + " is not taken");
      }
    }
    if (result.position() != until) {
      throw malformed("a window is not full");
    }
  }

  private static ByteBuffer part(ByteBuffer in, int length) {
    if (length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    ByteBuffer part = in.slice(in.position(), length);
    in.position(in.position() + length);
    return part;
  }

  private static int read(ByteBuffer in) {
    long value = 0;
    for (int i = 0; i < 5; i++) {
      int next = in.get();
      value = (value << 7) | (next & 0x7f);
      if (next >= 0) {
        if (value > Integer.MAX_VALUE) {
          break;
        }
        return (int) value;
      }
    }
    throw malformed("a number is too large");
  }

  private static IllegalArgumentException malformed(String detail) {
    return new IllegalArgumentException("The delta is malformed: " + detail);
  }
}
