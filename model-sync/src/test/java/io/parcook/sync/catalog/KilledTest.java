package io.parcook.sync.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.parcook.sync.disk.Digest;
import io.parcook.sync.disk.FolderDisk;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Ends a real process with `kill -9` while it adds, switches, goes back and prunes, again and
/// again on one folder. `-Dparcook.kills=200` for more rounds.
class KilledTest {

  private static final Optional<ShippedModel> SHIPPED = Optional.of(Contents.shipped());

  @TempDir Path folder;

  @Test
  @Timeout(600)
  void killedAtAnyMomentACatalogHasEveryDecisionThatWasToldAndServesAVerifiedModel()
      throws Exception {
    int rounds = Integer.getInteger("parcook.kills", 50);
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    int decisions = 0;
    Child next = Child.start(folder);
    for (int round = 0; round < rounds; round++) {
      String where = "seed %d, round %d".formatted(seed, round);
      Child child = next;
      child.begin(random.nextLong());
      next = Child.start(folder); // gets ready while this one works
      child.awaitDecisions(random.nextInt(40));
      Thread.sleep(random.nextInt(4));
      String[] last = child.kill().split(" ", -1);
      long seq = Long.parseLong(last[0]);
      try (Catalog catalog = Catalog.open(folder, Walk.SMALL, Walk.CLOCK, SHIPPED)) {
        long found = catalog.state().counters().seq();
        assertThat(found).as(where).isBetween(seq, seq == 0 ? Long.MAX_VALUE : seq + 1);
        if (found == seq) {
          assertThat(fingerprint(catalog.state())).as(where).isEqualTo(last[1]);
        }
        assertThat(catalog.start().harmed()).as(where).isFalse();
        Soundness.check(catalog, new FolderDisk(folder));
        decisions = Math.toIntExact(found);
      }
    }
    next.kill();
    assertThat(decisions).as("decisions taken in all").isGreaterThan(5 * rounds);
  }

  private static String fingerprint(CatalogState state) {
    return Digest.of(Walk.tell(state).getBytes(UTF_8)).hex();
  }

  /// A process, and what it said.
  private static final class Child {

    private final Process process;
    private final Thread listener;
    private final Semaphore decisions = new Semaphore(0);
    private volatile String last = "0 ";

    private Child(Process process) {
      this.process = process;
      this.listener = Thread.ofVirtual().start(this::listen);
    }

    static Child start(Path folder) throws IOException {
      return new Child(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx64m",
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Life.class.getName(),
                  folder.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start());
    }

    void begin(long seed) throws IOException {
      process.outputWriter(UTF_8).append(seed + "\n").flush();
    }

    void awaitDecisions(int some) throws InterruptedException {
      assertThat(decisions.tryAcquire(some, 60, TimeUnit.SECONDS)).as("it lives").isTrue();
    }

    /// Gives the last decision that was said whole: its number, a fingerprint of the state.
    String kill() throws InterruptedException {
      assertThat(process.isAlive()).as("it is killed, it does not end").isTrue();
      process.toHandle().destroyForcibly(); // leaves its output to be read to the end
      process.waitFor();
      listener.join();
      return last;
    }

    private void listen() {
      try (BufferedReader lines = process.inputReader(UTF_8)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.endsWith(".")) { // a line cut by the kill was not said
            last = line.substring(0, line.length() - 1);
            decisions.release();
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// Waits for a seed, then lives until it is killed, and says each decision once it is told.
  static final class Life {

    private Life() {}

    public static void main(String[] args) throws IOException {
      String seed = new BufferedReader(new InputStreamReader(System.in, UTF_8)).readLine();
      Catalog catalog = Catalog.open(Path.of(args[0]), Walk.SMALL, Walk.CLOCK, SHIPPED);
      say(catalog.state());
      catalog.onChange((_, after) -> say(after));
      Walk walk = new Walk(Long.parseLong(seed), NaiveCatalog.silent());
      while (true) {
        walk.step(catalog);
      }
    }

    private static void say(CatalogState state) {
      System.out.print(state.counters().seq() + " " + fingerprint(state) + ".\n");
      System.out.flush();
    }
  }
}
