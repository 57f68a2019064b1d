package io.parcook.sync.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Cuts the power of a real filesystem: a process that fetches, switches, goes back and prunes is
/// stopped, and what had reached the disk of ext4 by then is copied, mounted and started from. What
/// no force had brought to the disk is gone. `-Dparcook.cuts=200` for more rounds.
///
/// [PowerCutTest] cuts at every operation of a disk that it plays; this asks the kernel.
class LostPowerTest {

  private static final String UNAVAILABLE =
      "It takes root, losetup and mkfs.ext4 to cut the power of a filesystem.";

  @TempDir Path folder;

  @Test
  @Timeout(1_800)
  void aStoreThatLosesItsPowerServesAndOnlyWhatItVerified() throws Exception {
    int rounds = Integer.getInteger("parcook.cuts", 8);
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    int inTheMiddle = 0;
    long serves = 0;
    Path image = folder.resolve("image");
    try (Mounted mounted = Mounted.made(image, folder.resolve("disk"));
        var registry = new SlowRegistry()) {
      Process child = FetchingLife.start(mounted.at(), registry, random.nextLong());
      try (Heard heard = new Heard(child)) {
        for (int round = 0; round < rounds; round++) {
          String where = "seed %d, round %d".formatted(seed, round);
          Thread.sleep(random.nextInt(150));
          long told = heard.last();
          run("kill", "-STOP", Long.toString(child.pid()));
          Path copy = folder.resolve("copy");
          Files.copy(image, copy);
          run("kill", "-CONT", Long.toString(child.pid()));
          try (Mounted found = Mounted.of(copy, folder.resolve("found"))) {
            inTheMiddle += FetchingLife.isFetching(found.at()) ? 1 : 0;
            FetchingLife.Found after = FetchingLife.found(found.at(), registry, where);
            assertThat(after.seq()).as(where).isGreaterThanOrEqualTo(told);
            serves = after.serves();
          }
          Files.delete(copy);
          assertThat(child.isAlive()).as(where).isTrue();
        }
      } finally {
        child.toHandle().destroyForcibly();
        child.waitFor();
      }
    }
    System.out.printf(
        "%d cuts, seed %d: %d within a download, release %d serves%n",
        rounds, seed, inTheMiddle, serves);
    assertThat(serves).as("seed %d, releases that went live", seed).isPositive();
  }

  private static String run(String... words) throws IOException {
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    int exit = process.onExit().join().exitValue();
    if (exit != 0) {
      throw new IOException(List.of(words) + ": " + said);
    }
    return said.strip();
  }

  /// What a child says, as far as it was heard.
  private static final class Heard implements AutoCloseable {

    private final AtomicLong last = new AtomicLong();
    private final Thread thread;

    Heard(Process child) throws InterruptedException {
      CountDownLatch begun = new CountDownLatch(1);
      thread = Thread.ofVirtual().start(() -> listen(child, begun));
      assertThat(begun.await(60, TimeUnit.SECONDS)).as("it begins").isTrue();
    }

    private void listen(Process child, CountDownLatch begun) {
      try (BufferedReader lines = child.inputReader(UTF_8)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.equals("begun")) {
            begun.countDown();
          } else {
            last.set(Long.parseLong(line));
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    long last() {
      return last.get();
    }

    @Override
    public void close() {
      thread.interrupt();
    }
  }

  /// An ext4 in a file, mounted past the page cache of the file.
  private record Mounted(Path at, String device) implements AutoCloseable {

    static Mounted made(Path image, Path at) throws IOException {
      try {
        run("truncate", "-s", "24M", image.toString());
        run("mkfs.ext4", "-q", image.toString());
        return of(image, at);
      } catch (IOException e) {
        return Assumptions.abort(UNAVAILABLE + " " + e.getMessage());
      }
    }

    static Mounted of(Path image, Path at) throws IOException {
      Files.createDirectories(at);
      String device = run("losetup", "--direct-io=on", "--show", "-f", image.toString());
      try {
        run("mount", device, at.toString());
      } catch (IOException e) {
        run("losetup", "-d", device);
        throw e;
      }
      return new Mounted(at, device);
    }

    @Override
    public void close() throws IOException {
      run("umount", at.toString());
      run("losetup", "-d", device);
    }
  }
}
