package io.parcook.sync.registry.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeltaTest {

  @TempDir Path folder;

  @Test
  void whatIsMadeFromABaseAndItsDeltaIsTheFile() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      byte[] base = bytes(random, random.nextInt(4_000));
      byte[] target = edited(base, random);
      byte[] delta = DeltaWriter.write(base, target);
      assertThat(DeltaReader.make(base, delta, target.length)).as("seed " + seed).isEqualTo(target);
    }
  }

  @Test
  void aFileOfManyWindowsIsMade() {
    Random random = new Random(1);
    byte[] base = bytes(random, 2 * DeltaWriter.WINDOW + 5);
    byte[] target = edited(base, random);
    byte[] delta = DeltaWriter.write(base, target);
    assertThat(Arrays.equals(DeltaReader.make(base, delta, target.length), target)).isTrue();
    assertThat(delta.length).isLessThan(2_000);
  }

  @Test
  void anotherProgramReadsIt() throws IOException {
    Random random = new Random(9);
    for (int size : new int[] {500, 5_000, 100_000}) {
      byte[] base = bytes(random, size);
      byte[] target = edited(base, random);
      Files.write(folder.resolve("base"), base);
      Files.write(folder.resolve("delta"), DeltaWriter.write(base, target));
      assertThat(xdelta3()).isEqualTo(target);
    }
  }

  private byte[] xdelta3() throws IOException {
    Process process;
    try {
      process =
          new ProcessBuilder("xdelta3", "-d", "-c", "-f", "-s", "base", "delta")
              .directory(folder.toFile())
              .redirectError(folder.resolve("said").toFile())
              .start();
    } catch (IOException _) {
      Assumptions.abort("No xdelta3 here. To run this: apt-get install xdelta3");
      throw new AssertionError("aborted");
    }
    byte[] made = process.getInputStream().readAllBytes();
    int exit = process.onExit().join().exitValue();
    assertThat(exit).as(Files.readString(folder.resolve("said"))).isZero();
    return made;
  }

  @Test
  void aDeltaThatLiesMakesNothingLargerThanWhatWasExpected() {
    Random random = new Random(4);
    byte[] base = bytes(random, 3_000);
    byte[] target = edited(base, random);
    byte[] delta = DeltaWriter.write(base, target);
    int refused = 0;
    for (int round = 0; round < 5_000; round++) {
      byte[] mutated = delta.clone();
      for (int i = 0; i <= random.nextInt(3); i++) {
        mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
      }
      try {
        assertThat(DeltaReader.make(base, mutated, target.length)).hasSize(target.length);
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageContaining("malformed");
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  @Test
  void aDeltaForAnotherBaseOrSizeIsRefused() {
    byte[] base = bytes(new Random(6), 500);
    byte[] delta = DeltaWriter.write(base, base);
    assertThatThrownBy(() -> DeltaReader.make(bytes(new Random(6), 501), delta, 500))
        .hasMessageContaining("not for a base of 501 bytes");
    assertThatThrownBy(() -> DeltaReader.make(base, delta, 499)).hasMessageContaining("more than");
    assertThatThrownBy(() -> DeltaReader.make(base, delta, 501))
        .hasMessageContaining("makes 500 bytes of 501");
    assertThatThrownBy(() -> DeltaReader.make(base, "no delta".getBytes(StandardCharsets.UTF_8), 8))
        .hasMessageContaining("malformed");
  }

  private static byte[] bytes(Random random, int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  /// Some pieces of a file changed, moved, dropped, repeated, and some new ones.
  private static byte[] edited(byte[] base, Random random) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int at = 0;
    while (at < base.length) {
      int piece = Math.min(base.length - at, 1 + random.nextInt(Math.max(40, base.length / 4)));
      switch (random.nextInt(6)) {
        case 0 -> out.writeBytes(bytes(random, random.nextInt(60)));
        case 1 -> {}
        case 2 -> {
          int from = random.nextInt(base.length);
          out.write(base, from, Math.min(piece, base.length - from));
        }
        default -> out.write(base, at, piece);
      }
      at += piece;
    }
    return out.toByteArray();
  }
}
