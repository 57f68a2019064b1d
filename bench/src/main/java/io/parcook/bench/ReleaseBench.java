package io.parcook.bench;

import io.parcook.journey.ModelCloud;
import io.parcook.journey.PackagedStore;
import io.parcook.sync.registry.Descriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// From the announcement of a release to the store that serves it, over a registry with TLS and a
/// password: asked, verified, fetched, admitted, switched to. The fleet's spread is left out.
@Command(
    name = "release",
    mixinStandardHelpOptions = true,
    description = "From the announcement of a release to the store that serves it.",
    footer = {"", "Example:", "  ./parcook bench release --rounds 5"})
final class ReleaseBench implements Callable<Integer> {

  private static final long LONGEST_NANOS = 60_000_000_000L;

  @Option(names = "--rounds", defaultValue = "5", description = "Measured rounds (5).")
  private int rounds;

  private int number;

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory("parcook-bench");
    try (ModelCloud cloud = new ModelCloud(folder.resolve("cloud"))) {
      Map<String, String> settings = new TreeMap<>(cloud.settings());
      settings.put("parcook.sync.spread", "PT0S");
      try (PackagedStore store = PackagedStore.in(folder.resolve("store"), settings)) {
        store.start();
        new Sides("A release, from its announcement to the store that serves it", "seconds")
            .side("announced on Kafka", () -> live(cloud, store, cloud::announce))
            .side(
                "asked for over HTTP",
                () -> live(cloud, store, () -> store.post("/api/v1/models/sync")))
            .side("limit: its file alone, fetched by the same client", () -> fetched(cloud))
            .run(rounds);
      }
    } finally {
      Folders.delete(folder);
    }
    return 0;
  }

  private double live(ModelCloud cloud, PackagedStore store, Runnable tell) throws IOException {
    Descriptor manifest = pushed(cloud);
    cloud.letOut(number, manifest, "everyone");
    String serves = "\"serves\":\"base-" + number + "\"";
    long start = System.nanoTime();
    tell.run();
    while (!store.get("/api/v1/models").body().contains(serves)) {
      if (System.nanoTime() - start > LONGEST_NANOS) {
        throw new IllegalStateException("It does not serve: " + store.logs());
      }
      Thread.onSpinWait();
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private double fetched(ModelCloud cloud) throws IOException {
    byte[] model = ModelCloud.model(number);
    Descriptor blob = Descriptor.of("application/octet-stream", model);
    long start = System.nanoTime();
    if (cloud.registry().bytes(blob, model.length).length != model.length) {
      throw new IllegalStateException("Other bytes came");
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private Descriptor pushed(ModelCloud cloud) throws IOException {
    number++;
    return cloud.push(number, ModelCloud.model(number), cloud.key());
  }
}
