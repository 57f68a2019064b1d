package io.parcook.sync.registry.artifact;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/// Writes how to make one file from another, as VCDIFF (RFC 3284): copies from the base, and the
/// bytes that it does not have. Blocks of the base are found in the target by a rolling hash
/// wherever they moved to (Tridgell, Efficient Algorithms for Sorting and Synchronization, 1999),
/// then matches grow in both directions.
///
/// Of the default code table it uses ADD and COPY with sizes and absolute addresses of their own:
/// every VCDIFF reader takes that, and models change in few and long pieces.
public final class DeltaWriter {

  static final byte[] HEAD = {(byte) 0xd6, (byte) 0xc3, (byte) 0xc4, 0, 0};
  static final int SOURCE_WINDOW = 1;
  static final int ADD = 1;
  static final int COPY = 19;

  /// Other readers refuse windows beyond 16 MiB.
  static final int WINDOW = 8 << 20;

  private static final int BLOCK = 16;
  private static final int SHORTEST = 24;
  private static final int FACTOR = 0x01000193;

  private final byte[] base;
  private final byte[] target;
  private final int[] places;
  private final int mask;
  private final int oldest;

  private DeltaWriter(byte[] base, byte[] target) {
    this.base = base;
    this.target = target;
    int slots = Integer.highestOneBit(Math.max(1, base.length / BLOCK)) * 4;
    this.places = new int[slots];
    this.mask = slots - 1;
    Arrays.fill(places, -1);
    int power = 1;
    for (int i = 1; i < BLOCK; i++) {
      power *= FACTOR;
    }
    this.oldest = power;
    for (int at = 0; at + BLOCK <= base.length; at += BLOCK) {
      int slot = slot(hash(base, at));
      if (places[slot] < 0) {
        places[slot] = at;
      }
    }
  }

  /// The delta from `base` to `target`.
  public static byte[] write(byte[] base, byte[] target) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(HEAD);
    DeltaWriter writer = new DeltaWriter(base, target);
    for (int from = 0; from < target.length; from += WINDOW) {
      writer.window(out, from, Math.min(target.length, from + WINDOW));
    }
    return out.toByteArray();
  }

  private void window(ByteArrayOutputStream out, int from, int until) {
    Window window = new Window();
    int written = from;
    int at = from;
    int shift = 0;
    int hash = at + BLOCK <= until ? hash(target, at) : 0;
    while (at + BLOCK <= until) {
      int match = matchAt(at, shift, hash);
      int back = match < 0 ? 0 : before(match, at, written);
      int length = match < 0 ? 0 : back + after(match, at, until);
      if (length >= SHORTEST) {
        window.add(written, at - back);
        window.copy(match - back, length);
        shift = match - at;
        at += length - back;
        written = at;
        hash = at + BLOCK <= until ? hash(target, at) : 0;
      } else {
        if (at + BLOCK < until) {
          hash = (hash - target[at] * oldest) * FACTOR + target[at + BLOCK];
        }
        at++;
      }
    }
    window.add(written, until);
    window.write(out, until - from);
  }

  /// Where the base has the block at a place of the target: first where the last copy would go on.
  private int matchAt(int at, int shift, int hash) {
    int straight = at + shift;
    if (straight >= 0 && straight + BLOCK <= base.length && same(straight, at)) {
      return straight;
    }
    int candidate = places[slot(hash)];
    return candidate >= 0 && same(candidate, at) ? candidate : -1;
  }

  private boolean same(int inBase, int inTarget) {
    return Arrays.equals(base, inBase, inBase + BLOCK, target, inTarget, inTarget + BLOCK);
  }

  private int before(int inBase, int inTarget, int written) {
    int n = 0;
    while (inTarget - n > written
        && inBase > n
        && base[inBase - n - 1] == target[inTarget - n - 1]) {
      n++;
    }
    return n;
  }

  private int after(int inBase, int inTarget, int until) {
    int most = Math.min(base.length - inBase, until - inTarget);
    int differs = Arrays.mismatch(base, inBase, inBase + most, target, inTarget, inTarget + most);
    return differs < 0 ? most : differs;
  }

  private static int hash(byte[] bytes, int at) {
    int hash = 0;
    for (int i = 0; i < BLOCK; i++) {
      hash = hash * FACTOR + bytes[at + i];
    }
    return hash;
  }

  private int slot(int hash) {
    return (((hash ^ (hash >>> 15)) * 0x9e3779b1) >>> 7) & mask;
  }

  /// The three sections of a window.
  private final class Window {

    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private final ByteArrayOutputStream instructions = new ByteArrayOutputStream();
    private final ByteArrayOutputStream addresses = new ByteArrayOutputStream();

    void add(int from, int until) {
      if (until > from) {
        instructions.write(ADD);
        Varint.write(instructions, until - from);
        data.write(target, from, until - from);
      }
    }

    void copy(int inBase, int length) {
      instructions.write(COPY);
      Varint.write(instructions, length);
      Varint.write(addresses, inBase);
    }

    void write(ByteArrayOutputStream out, int length) {
      ByteArrayOutputStream rest = new ByteArrayOutputStream();
      Varint.write(rest, length);
      rest.write(0);
      Varint.write(rest, data.size());
      Varint.write(rest, instructions.size());
      Varint.write(rest, addresses.size());
      rest.writeBytes(data.toByteArray());
      rest.writeBytes(instructions.toByteArray());
      rest.writeBytes(addresses.toByteArray());
      out.write(SOURCE_WINDOW);
      Varint.write(out, base.length);
      Varint.write(out, 0);
      Varint.write(out, rest.size());
      out.writeBytes(rest.toByteArray());
    }
  }
}
