package io.parcook.sync.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.parcook.sync.catalog.VersionState.Fetched;
import io.parcook.sync.catalog.VersionState.Live;
import io.parcook.sync.disk.Digest;
import io.parcook.sync.disk.FolderDisk;
import io.parcook.sync.registry.Descriptor;
import io.parcook.sync.registry.Registry;
import io.parcook.sync.registry.Transfer;
import io.parcook.sync.registry.http.Access;
import io.parcook.sync.registry.http.HttpRegistry;
import io.parcook.sync.registry.http.Retries;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Ends a real process with `kill -9` while it fetches over HTTP from a slow registry, takes in,
/// switches and prunes, again and again on one folder. `-Dparcook.kills=200` for more rounds.
class KilledFetchTest {

  private static final Optional<ShippedModel> SHIPPED = Optional.of(Contents.shipped());
  private static final int CONTENTS = 300;

  @TempDir Path folder;

  @Test
  @Timeout(900)
  void killedWhileItFetchesSwitchesOrPrunesAStoreServesAndOnlyWhatItVerified() throws Exception {
    int rounds = Integer.getInteger("parcook.kills", 20);
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    int inTheMiddle = 0;
    long release = 0;
    try (var registry = new SlowRegistry()) {
      for (int round = 0; round < rounds; round++) {
        String where = "seed %d, round %d".formatted(seed, round);
        Process child = start(registry.port(), random.nextLong());
        try (BufferedReader lines = child.inputReader(UTF_8)) {
          assertThat(lines.readLine()).as(where).isEqualTo("begun");
          for (int some = random.nextInt(4); some > 0; some--) {
            assertThat(lines.readLine()).as(where).isEqualTo("live or refused");
          }
          Thread.sleep(random.nextInt(60));
          child.toHandle().destroyForcibly();
          child.waitFor();
        }
        inTheMiddle += Files.exists(folder.resolve("incoming/model.part")) ? 1 : 0;
        try (Catalog catalog =
            Catalog.open(folder.resolve("catalog"), Walk.SMALL, Walk.CLOCK, SHIPPED)) {
          assertThat(catalog.start().harmed()).as(where).isFalse();
          Soundness.check(catalog, new FolderDisk(folder.resolve("catalog")));
          Live live = catalog.state().live().orElseThrow();
          long now = live.version().artifact().release();
          assertThat(now).as(where).isGreaterThanOrEqualTo(release);
          release = now;
        }
      }
    }
    System.out.printf(
        "%d kills, seed %d: %d within a download, release %d serves%n",
        rounds, seed, inTheMiddle, release);
    assertThat(release).as("seed %d, releases that went live", seed).isPositive();
    assertThat(inTheMiddle).as("seed %d, kills within a download", seed).isPositive();
  }

  private Process start(int port, long seed) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Life.class.getName(),
            folder.toString(),
            Integer.toString(port),
            Long.toString(seed))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /// Fetches, takes in and lets serve one content after the other, until it is killed.
  static final class Life {

    private Life() {}

    public static void main(String[] args) throws IOException {
      Path folder = Path.of(args[0]);
      var random = new Random(Long.parseLong(args[2]));
      var disk = new FolderDisk(Files.createDirectories(folder.resolve("incoming")));
      var access =
          new Access(
              URI.create("http://localhost:" + args[1]), "models/base", Retries.usual(random));
      try (Catalog catalog =
              Catalog.open(folder.resolve("catalog"), Walk.SMALL, Walk.CLOCK, SHIPPED);
          Registry registry = new HttpRegistry(access)) {
        System.out.println("begun");
        while (true) {
          go(catalog, registry, disk, folder.resolve("incoming/model"), random);
        }
      }
    }

    private static void go(
        Catalog catalog, Registry registry, FolderDisk disk, Path file, Random random)
        throws IOException {
      Why why = new Why(Actor.CLOUD, "a newer release", Map.of());
      long release = catalog.state().highestRelease() + 1;
      // A part file is gone on with: the next release is always of the same content.
      Artifact.Base next = Contents.base((int) (1 + release % CONTENTS), release);
      Descriptor blob = Descriptor.of("application/octet-stream", Contents.of(next));
      registry.fetch(blob, disk, "model", Transfer.UNBOUNDED);
      try (var in = Files.newInputStream(file)) {
        if (catalog.add(next, in, why) instanceof Added.New(Fetched fetched)) {
          var shadow =
              catalog.record(
                  catalog.record(catalog.record(fetched.verified(why)).admitted(why)).shadow(why));
          if (random.nextInt(5) == 0) {
            catalog.record(shadow.refused(why));
          } else {
            catalog.record(shadow.live(why));
          }
        }
      }
      Files.delete(file);
      System.out.println("live or refused");
      if (random.nextInt(10) == 0) {
        catalog.verify();
      }
    }
  }

  /// Gives blobs a few bytes at a time, from where a range begins.
  private static final class SlowRegistry implements AutoCloseable {

    private static final int PIECE = 100;

    private final HttpServer server;
    private final Map<String, byte[]> blobs = new HashMap<>();

    SlowRegistry() throws IOException {
      for (int content = 1; content <= CONTENTS; content++) {
        byte[] bytes = Contents.of(content);
        blobs.put(Digest.of(bytes).toString(), bytes);
      }
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/", SlowRegistry.this::answer);
      server.start();
    }

    int port() {
      return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
      try (exchange) {
        String path = exchange.getRequestURI().getPath();
        byte[] blob = blobs.get(path.substring(path.lastIndexOf('/') + 1));
        if (blob == null) {
          exchange.sendResponseHeaders(404, -1);
          return;
        }
        String range = exchange.getRequestHeaders().getFirst("Range");
        String[] ends = range == null ? new String[] {"0"} : range.substring(6).split("-", 2);
        int from = Integer.parseInt(ends[0]);
        int until =
            ends.length > 1 && !ends[1].isEmpty()
                ? Math.min(blob.length, Integer.parseInt(ends[1]) + 1)
                : blob.length;
        if (range != null) {
          exchange
              .getResponseHeaders()
              .add("Content-Range", "bytes %d-%d/%d".formatted(from, until - 1, blob.length));
        }
        exchange.sendResponseHeaders(range == null ? 200 : 206, until - from);
        try (OutputStream out = exchange.getResponseBody()) {
          for (int at = from; at < until; at += PIECE) {
            out.write(blob, at, Math.min(PIECE, until - at));
            out.flush();
            Thread.sleep(2);
          }
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
