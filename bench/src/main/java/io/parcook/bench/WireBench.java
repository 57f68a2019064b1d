package io.parcook.bench;

import io.parcook.bench.cloud.Heads;
import io.parcook.bench.cloud.Publisher;
import io.parcook.bench.cloud.StoreRoad;
import io.parcook.sync.catalog.ShippedModel;
import io.parcook.sync.fetch.Round;
import io.parcook.sync.registry.BudgetPlan;
import io.parcook.sync.registry.CuttingProxy;
import io.parcook.sync.registry.DebianRegistry;
import io.parcook.sync.registry.Descriptor;
import io.parcook.sync.registry.Registry;
import io.parcook.sync.registry.TestAuthority;
import io.parcook.sync.registry.http.Access;
import io.parcook.sync.registry.http.HttpRegistry;
import io.parcook.sync.registry.http.TlsFiles;
import io.parcook.sync.rollout.RushHours;
import io.parcook.sync.rollout.Store;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// Bytes between a store and Debian's registry, counted on the socket, in both directions, with
/// every head, question, signature and handshake: the whole model, an update that changes its head
/// alone, and polls that find nothing new.
@Command(
    name = "wire",
    mixinStandardHelpOptions = true,
    description = "Bytes on the line of a head-only update beside the whole model.",
    footer = {"", "Example:", "  ./parcook bench wire"})
final class WireBench implements Callable<Integer> {

  private static final String REPOSITORY = "models/base";

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory("parcook-bench");
    try {
      try (var registry = DebianRegistry.open(folder.resolve("open"))) {
        Access access = registry.access(REPOSITORY);
        measured("no TLS, no password", folder.resolve("plain"), registry, access);
      }
      TestAuthority authority = new TestAuthority(folder.resolve("authority"));
      try (var registry = DebianRegistry.guarded(folder.resolve("guarded"), authority, false)) {
        Access access =
            registry
                .access(REPOSITORY)
                .with(DebianRegistry.KNOWN)
                .with(new TlsFiles(authority.certificate(), null, null));
        measured("TLS, a password", folder.resolve("tls"), registry, access);
      }
    } finally {
      Folders.delete(folder);
    }
    return 0;
  }

  private static void measured(String title, Path folder, DebianRegistry registry, Access direct)
      throws Exception {
    byte[] shipped = Heads.shipped();
    byte[] whole = Heads.moved(shipped, 1);
    byte[] moved = Heads.moved(whole, 2);
    try (Registry cloud = new HttpRegistry(direct);
        CuttingProxy line = new CuttingProxy(registry.port(), List.of(), false)) {
      Publisher publisher = new Publisher(cloud);
      Access access = through(line, direct);
      Counted counted = new Counted(line);
      System.out.printf(
          Locale.ROOT,
          "%nThe line to Debian's registry (%s), a model of %,d bytes; bytes%n  %-46s %9s %9s %9s%n",
          title,
          whole.length,
          "",
          "down",
          "up",
          "of whole");

      Descriptor one = publisher.push(1, whole, List.of());
      publisher.letOut(1, one, Instant.now(), "everyone");
      try (StoreRoad store = road(folder.resolve("store"), publisher, access)) {
        counted.round("whole model, at a start", store, 1);
        double first = counted.last();
        counted.round("poll, nothing new", store, 1);
        line.sever();
        line.mend();
        counted.round("poll, nothing new, on a new connection", store, 1);
        Descriptor two = publisher.push(2, moved, List.of(whole));
        publisher.letOut(2, two, Instant.now(), "everyone");
        counted.round("update of the head", store, 2);
        double update = counted.last();
        try (StoreRoad other = road(folder.resolve("other"), publisher, access)) {
          counted.round("the same where the base is missing", other, 2);
        }
        int limit = Heads.deflated(moved);
        System.out.printf(
            Locale.ROOT,
            "  %-46s %,9d %9s %8.1f%%%n",
            "limit: the head's weights alone, deflated",
            limit,
            "",
            100 * limit / first);
        System.out.printf(
            Locale.ROOT, "  An update of the head costs %.1f %%.%n", 100 * update / first);
      }
    }
  }

  private static StoreRoad road(Path folder, Publisher publisher, Access access)
      throws IOException {
    return new StoreRoad(
        folder,
        new Store("17", Set.of()),
        ShippedModel.of("shipped", Heads.shipped()),
        publisher.root(),
        access,
        BudgetPlan.UNLIMITED,
        RushHours.none(),
        InstantSource.system());
  }

  private static Access through(CuttingProxy line, Access direct) {
    URI origin = URI.create(direct.origin().getScheme() + "://localhost:" + line.port());
    return DebianRegistry.access(origin, REPOSITORY).with(direct.credentials()).with(direct.tls());
  }

  /// What a round takes of the line; the first one is what the others are a share of.
  private static final class Counted {

    private final CuttingProxy line;
    private double first;
    private double last;

    Counted(CuttingProxy line) {
      this.line = line;
    }

    void round(String name, StoreRoad store, long expected) throws InterruptedException {
      long down = line.down();
      long up = line.up();
      Round round = store.round();
      if (store.serves() != expected) {
        throw new IllegalStateException("Release " + expected + " does not serve: " + round);
      }
      long downwards = line.down() - down;
      long upwards = line.up() - up;
      last = downwards + upwards;
      first = first == 0 ? last : first;
      System.out.printf(
          Locale.ROOT, "  %-46s %,9d %,9d %8.1f%%%n", name, downwards, upwards, 100 * last / first);
    }

    double last() {
      return last;
    }
  }
}
