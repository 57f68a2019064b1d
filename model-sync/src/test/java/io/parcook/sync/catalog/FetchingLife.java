package io.parcook.sync.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.parcook.sync.catalog.VersionState.Candidate;
import io.parcook.sync.catalog.VersionState.Fetched;
import io.parcook.sync.disk.FolderDisk;
import io.parcook.sync.registry.Descriptor;
import io.parcook.sync.registry.Registry;
import io.parcook.sync.registry.Transfer;
import io.parcook.sync.registry.http.Access;
import io.parcook.sync.registry.http.HttpRegistry;
import io.parcook.sync.registry.http.Retries;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// Fetches, takes in and lets serve one content after the other, until it is killed. Says `begun`,
/// then the number of each decision once it is told.
final class FetchingLife {

  static final int CONTENTS = 300;

  private static final Optional<ShippedModel> SHIPPED = Optional.of(Contents.shipped());
  private static final String INCOMING = "incoming";

  private final Catalog catalog;
  private final Registry registry;
  private final FolderDisk disk;
  private final Random random;

  private FetchingLife(Catalog catalog, Registry registry, Path folder, Random random)
      throws IOException {
    this.catalog = catalog;
    this.registry = registry;
    this.disk = new FolderDisk(folder);
    this.random = random;
    disk.makeFolder(INCOMING);
  }

  /// Arguments: the folder, the registry's port, a seed.
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    var random = new Random(Long.parseLong(args[2]));
    try (Catalog catalog = openCatalog(folder);
        Registry registry = openRegistry(Integer.parseInt(args[1]))) {
      catalog.onChange((_, after) -> System.out.println(after.counters().seq()));
      System.out.println("begun");
      var life = new FetchingLife(catalog, registry, folder, random);
      while (true) {
        life.step();
      }
    }
  }

  /// Such a life in a process of its own.
  static Process start(Path folder, SlowRegistry registry, long seed) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            FetchingLife.class.getName(),
            folder.toString(),
            Integer.toString(registry.port()),
            Long.toString(seed))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /// What is left of such a life: a whole catalog that serves what it verified, and goes on.
  ///
  /// @return the last decision, and the release that serves
  static Found found(Path folder, SlowRegistry slow, String where) throws IOException {
    try (Catalog catalog = openCatalog(folder);
        Registry registry = openRegistry(slow.port())) {
      assertThat(catalog.start().harmed()).as(where).isFalse();
      Soundness.check(catalog, new FolderDisk(folder.resolve("catalog")));
      Found found =
          new Found(
              catalog.state().counters().seq(),
              catalog.state().live().orElseThrow().version().artifact().release());
      new FetchingLife(catalog, registry, folder, new Random(found.seq())).step();
      Soundness.check(catalog, new FolderDisk(folder.resolve("catalog")));
      return found;
    }
  }

  record Found(long seq, long serves) {}

  /// Whether a download is half done.
  static boolean isFetching(Path folder) throws IOException {
    return new FolderDisk(folder).names(INCOMING).stream().anyMatch(name -> name.endsWith(".part"));
  }

  private static Catalog openCatalog(Path folder) {
    return Catalog.open(folder.resolve("catalog"), Walk.SMALL, Walk.CLOCK, SHIPPED);
  }

  private static Registry openRegistry(int port) throws IOException {
    URI origin = URI.create("http://localhost:" + port);
    return new HttpRegistry(new Access(origin, "models/base", Retries.usual(new Random())));
  }

  private void step() throws IOException {
    // What a kill left on its way would fill the catalog's places for candidates.
    for (Candidate left : catalog.state().candidates()) {
      catalog.record(left.refused(new Why(Actor.CLOUD, "It was left on its way.", Map.of())));
    }
    long seq = catalog.state().counters().seq();
    Why why = new Why(Actor.CLOUD, "a newer release, after decision " + seq, Map.of());
    // The same until something is decided, so that a file that is half here is gone on with.
    Artifact.Base next =
        Contents.base((int) (1 + seq % CONTENTS), catalog.state().highestRelease() + 1);
    String file = INCOMING + "/" + next.digest().hex();
    Descriptor blob = Descriptor.of("application/octet-stream", Contents.of(next));
    registry.fetch(blob, disk, file, Transfer.UNBOUNDED);
    try (var in = disk.read(file)) {
      if (catalog.add(next, in, why) instanceof Added.New(Fetched fetched)) {
        decide(fetched, why);
      } else {
        catalog.note(why);
      }
    }
    for (String name : disk.names(INCOMING)) {
      disk.delete(INCOMING + "/" + name);
    }
    if (random.nextInt(10) == 0) {
      catalog.verify();
    }
  }

  private void decide(Fetched fetched, Why why) {
    var shadow =
        catalog.record(
            catalog.record(catalog.record(fetched.verified(why)).admitted(why)).shadow(why));
    switch (random.nextInt(8)) {
      case 0 -> catalog.record(shadow.refused(why));
      case 1 -> {
        catalog.record(shadow.live(why));
        catalog.rollBack(why);
      }
      default -> catalog.record(shadow.live(why));
    }
  }
}
