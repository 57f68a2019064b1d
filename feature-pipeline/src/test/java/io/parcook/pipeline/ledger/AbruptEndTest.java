package io.parcook.pipeline.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class AbruptEndTest {

  private static final InstantSource CLOCK = InstantSource.fixed(Sales.NOON);

  @TempDir Path folder;

  /// The files are copied on the writer's thread, between two commits: what a process leaves that
  /// ends there.
  @RepeatedTest(3)
  void everyAcknowledgedEventIsInTheFilesAtAnyMoment() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Path file = folder.resolve("store.db");
    Path copy = folder.resolve("copy.db");
    Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();
    Set<Integer> acknowledgedAtCopy = new HashSet<>();
    try (Ledger ledger = Ledger.open(file, LedgerOptions.DEFAULT, CLOCK)) {
      AtomicInteger commits = new AtomicInteger(5 + random.nextInt(40));
      ledger.onCommit(
          _ -> {
            if (commits.decrementAndGet() == 0) {
              acknowledgedAtCopy.addAll(acknowledged);
              copy(file, copy);
            }
          });
      for (int i = 0; i < 2_000 && commits.get() > 0; i++) {
        int number = i;
        CompletableFuture<?> stored =
            ledger
                .append(List.of(Sales.number(number)), List.of())
                .thenRun(() -> acknowledged.add(number));
        if (random.nextInt(20) == 0) {
          stored.join();
        }
      }
    }
    assertThat(copy).as("seed %d", seed).exists();
    assertThat(present(copy)).as("seed %d", seed).containsAll(acknowledgedAtCopy);
  }

  @Test
  @Timeout(120)
  void killedAgainAndAgainNoAcknowledgedEventIsLostAndNoneIsThereTwice() throws Exception {
    Path file = folder.resolve("store.db");
    Random random = new Random();
    ConcurrentLinkedQueue<Integer> acknowledged = new ConcurrentLinkedQueue<>();
    for (int round = 0; round < 3; round++) {
      Process child = child(file);
      Thread listener =
          Thread.ofVirtual().start(() -> read(child, acknowledged)); // ends with the child
      int before = acknowledged.size();
      while (acknowledged.size() < before + 50 + random.nextInt(400) && child.isAlive()) {
        Thread.sleep(2);
      }
      assertThat(child.isAlive()).as("the child is killed, it does not end").isTrue();
      child.toHandle().destroyForcibly(); // leaves its output to be read to the end
      child.waitFor();
      listener.join();
    }
    List<Integer> present = new ArrayList<>(present(file));
    assertThat(present).doesNotHaveDuplicates().containsAll(acknowledged);
    try (Ledger ledger = Ledger.open(file, LedgerOptions.DEFAULT, CLOCK)) {
      assertThat(Sales.sold(ledger)).isEqualTo(present.size());
    }
  }

  private static Process child(Path file) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-Xmx64m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Child.class.getName(),
            file.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static void read(Process child, ConcurrentLinkedQueue<Integer> acknowledged) {
    try (BufferedReader lines = child.inputReader(UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.endsWith(".")) { // a line cut by the kill was not said
          acknowledged.add(Integer.valueOf(line.substring(0, line.length() - 1)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Delivers every number, from 0 on and so also what a killed one before it did, and says which
  /// are acknowledged.
  static final class Child {

    private Child() {}

    public static void main(String[] args) {
      Ledger ledger = Ledger.open(Path.of(args[0]), LedgerOptions.DEFAULT, CLOCK);
      Random random = new Random();
      for (int from = 0; ; ) {
        int first = from;
        int until = from + 1 + random.nextInt(8);
        CompletableFuture<?> said =
            ledger
                .append(Sales.numbers(first, until), List.of())
                .thenRun(
                    () -> {
                      StringBuilder lines = new StringBuilder();
                      for (int i = first; i < until; i++) {
                        lines.append(i).append(".\n");
                      }
                      System.out.print(lines);
                      System.out.flush();
                    });
        from = until;
        if (random.nextInt(4) == 0) {
          said.join();
        }
      }
    }
  }

  private static List<Integer> present(Path file) {
    try (Ledger ledger = Ledger.open(file, LedgerOptions.DEFAULT, CLOCK)) {
      return ledger.queries().after(0, Integer.MAX_VALUE).stream()
          .map(event -> new String(event.raw(), UTF_8))
          .map(text -> text.replaceAll(".*\"id\":\"(\\d+)\".*", "$1"))
          .map(Integer::valueOf)
          .collect(Collectors.toList());
    }
  }

  private static void copy(Path file, Path copy) {
    try {
      Files.copy(file, copy);
      Files.copy(Path.of(file + "-wal"), Path.of(copy + "-wal"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
