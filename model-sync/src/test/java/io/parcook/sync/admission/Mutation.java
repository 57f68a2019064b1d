package io.parcook.sync.admission;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;

/// What disks, lines, memories and people do to a file: one to four of it at a time.
final class Mutation {

  private Mutation() {}

  static byte[] of(byte[] file, Random random) {
    byte[] mutant = file.clone();
    int times = 1 + random.nextInt(4);
    for (int i = 0; i < times && mutant.length > 16; i++) {
      mutant = once(mutant, random);
    }
    return mutant;
  }

  private static byte[] once(byte[] file, Random random) {
    int at = random.nextInt(file.length);
    int length = 1 + random.nextInt(Math.min(64, file.length - at));
    return switch (random.nextInt(8)) {
      case 0, 1 -> {
        file[at] ^= (byte) (1 << random.nextInt(8));
        yield file;
      }
      case 2 -> {
        file[at] = (byte) random.nextInt(256);
        yield file;
      }
      case 3 -> {
        if (at + Float.BYTES <= file.length) {
          ByteBuffer.wrap(file)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putFloat(at, (float) random.nextGaussian());
        }
        yield file;
      }
      case 4 -> joined(file, at, new byte[0], at + length);
      case 5 -> {
        byte[] some = new byte[length];
        random.nextBytes(some);
        yield joined(file, at, some, at);
      }
      case 6 -> {
        int from = random.nextInt(file.length - length + 1);
        yield joined(file, at, Arrays.copyOfRange(file, from, from + length), at + length);
      }
      default -> {
        int from = random.nextInt(file.length - length + 1);
        System.arraycopy(file, from, file, at, length);
        yield file;
      }
    };
  }

  private static byte[] joined(byte[] file, int head, byte[] middle, int tail) {
    byte[] joined = Arrays.copyOf(file, head + middle.length + file.length - tail);
    System.arraycopy(middle, 0, joined, head, middle.length);
    System.arraycopy(file, tail, joined, head + middle.length, file.length - tail);
    return joined;
  }
}
