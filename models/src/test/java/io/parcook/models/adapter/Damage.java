package io.parcook.models.adapter;

import java.util.Arrays;
import java.util.Random;

/// Bytes as a bad disk, a cut connection or an enemy leaves them.
final class Damage {

  private Damage() {}

  /// Always different from what was sound.
  static byte[] of(byte[] sound, Random random) {
    byte[] damaged;
    do {
      damaged = once(sound, random);
    } while (Arrays.equals(damaged, sound));
    return damaged;
  }

  private static byte[] once(byte[] sound, Random random) {
    int at = random.nextInt(sound.length);
    return switch (random.nextInt(5)) {
      case 0 -> Arrays.copyOf(sound, at);
      case 1 -> Arrays.copyOf(sound, sound.length + 1 + random.nextInt(64));
      case 2 -> {
        byte[] some = sound.clone();
        for (int i = random.nextInt(8); i >= 0; i--) {
          some[random.nextInt(some.length)] = (byte) random.nextInt(256);
        }
        yield some;
      }
      case 3 -> {
        byte[] swapped = sound.clone();
        int other = random.nextInt(sound.length);
        swapped[at] = sound[other];
        swapped[other] = sound[at];
        yield swapped;
      }
      default -> {
        // What lies behind a place moves on by some bytes.
        byte[] moved = sound.clone();
        int by = 1 + random.nextInt(8);
        for (int i = moved.length - 1; i >= at + by; i--) {
          moved[i] = sound[i - by];
        }
        yield moved;
      }
    };
  }
}
