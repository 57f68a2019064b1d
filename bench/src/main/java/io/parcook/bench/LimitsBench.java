package io.parcook.bench;

import io.parcook.journey.PackagedStore;
import io.parcook.pipeline.event.EventWriter;
import io.parcook.pipeline.event.StoreEvent;
import io.parcook.simulator.Restaurant;
import io.parcook.simulator.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The service inside the limits that its manifest states: a simulated day with its rushes, faster
/// than real, and a night of tuning at its end, in a cgroup with the manifest's memory and
/// processors where this machine lets one be made. The service is in it from its first instruction,
/// and so is the night.
@Command(
    name = "limits",
    mixinStandardHelpOptions = true,
    description = "A simulated day and a night of tuning within the limits that k8s/ states.",
    footer = {"", "Example:", "  ./parcook bench limits --speed 60"})
final class LimitsBench implements Callable<Integer> {

  private static final Path MANIFEST = Path.of("k8s/base/store.yaml");
  private static final Path CACHE = Path.of("inference-service/target/quarkus-app/app.aot");
  private static final Path CLI = Path.of("cli/target/cli-0.1.0-SNAPSHOT.jar");

  @Option(names = "--speed", defaultValue = "60", description = "Store seconds a second (60).")
  private int speed;

  @Option(names = "--hours", defaultValue = "14", description = "Hours of the day, from 9 (14).")
  private int hours;

  @Option(names = "--orders", defaultValue = "1500", description = "Orders of the day (1,500).")
  private double orders;

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory("parcook-bench");
    Instant opens = Instant.parse("2026-06-15T09:00:00Z");
    Map<String, String> settings =
        Map.of(
            "parcook.clock.start", opens.toString(),
            "parcook.clock.speed", Integer.toString(speed),
            "parcook.tuning.enabled", "false",
            "parcook.tuning.jar", CLI.toAbsolutePath().toString());
    try (ContainerGroup group = limits();
        var store =
            PackagedStore.in(folder, settings)
                .withAotCache(Files.exists(CACHE))
                .startedBy(group.entering())) {
      store.start();
      send(store, new Simulation(restaurant(), opens.minus(Duration.ofDays(56)), opens));
      Histogram forecasts = day(store, opens);
      NightWatch night = NightWatch.over(store);
      System.out.printf(
          Locale.ROOT,
          """
          A day at %d× (%d hours, %.0f orders) and a night, %s
            a forecast asked for, p50 / p99      %.1f / %.1f ms
            the service, resident at its most    %.0f MB
            service and night, at their most     %s
            the night                            %s
            killed for memory                    %s
          """,
          speed,
          hours,
          orders,
          group,
          forecasts.getValueAtPercentile(50) / 1e6,
          forecasts.getValueAtPercentile(99) / 1e6,
          peakMegabytes(store),
          group.peak(),
          night,
          store.running() && !night.reason().matches("(OUT_OF_MEMORY|KILLED).*") ? "no" : "YES");
      return store.running() && night.isJudged() ? 0 : 1;
    } finally {
      Folders.delete(folder);
    }
  }

  private Restaurant restaurant() {
    return Restaurant.usual("store", ZoneOffset.UTC, 7).withOrders(orders);
  }

  private static void send(PackagedStore store, Iterator<StoreEvent> events) {
    List<StoreEvent> batch = new ArrayList<>();
    while (events.hasNext()) {
      batch.add(events.next());
      if (batch.size() == 1_000 || !events.hasNext()) {
        post(store, batch);
      }
    }
  }

  private static void post(PackagedStore store, List<StoreEvent> batch) {
    int status = store.post(EventWriter.BATCH, new EventWriter().writeBatch(batch)).statusCode();
    if (status != 202) {
      throw new IllegalStateException("The store answered " + status);
    }
    batch.clear();
  }

  /// Sends each event when the store's clock reaches it, and asks for a forecast every second.
  private Histogram day(PackagedStore store, Instant opens) throws InterruptedException {
    Histogram forecasts = new Histogram(3);
    Simulation day = new Simulation(restaurant(), opens, opens.plus(Duration.ofHours(hours)));
    long begun = System.nanoTime();
    List<StoreEvent> due = new ArrayList<>();
    while (day.hasNext()) {
      Instant now = opens.plusNanos((System.nanoTime() - begun) * speed);
      while (day.hasNext() && !day.peek().time().isAfter(now)) {
        due.add(day.next());
      }
      if (!due.isEmpty()) {
        post(store, due);
      }
      long asked = System.nanoTime();
      store.get("/api/v1/forecasts");
      forecasts.recordValue(System.nanoTime() - asked);
      Thread.sleep(1_000);
    }
    return forecasts;
  }

  private static double peakMegabytes(PackagedStore store) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + store.pid() + "/status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
          .findFirst()
          .orElseThrow();
    }
  }

  private static ContainerGroup limits() throws IOException {
    var limit =
        Pattern.compile("limits:\\s+cpu: (\\d+)m\\s+memory: (\\d+)Mi")
            .matcher(Files.readString(MANIFEST));
    if (!limit.find()) {
      throw new IllegalStateException(MANIFEST + " states no limits of cpu in m and memory in Mi");
    }
    return ContainerGroup.of(
        Long.parseLong(limit.group(2)), Integer.parseInt(limit.group(1)) / 1e3);
  }
}
