package io.parcook.bench;

import io.parcook.journey.PackagedStore;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads what a running store tells of itself.
final class Metrics {

  private Metrics() {}

  /// The sum of a Prometheus metric over its series that have a label.
  static double sum(PackagedStore store, String name, String label) {
    return store
        .get("/q/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name) && line.contains(label))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /// Resident memory of the store's process in MB, as the kernel counts it.
  static double residentMegabytes(PackagedStore store) throws Exception {
    return Files.readAllLines(Path.of("/proc/" + store.pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }
}
