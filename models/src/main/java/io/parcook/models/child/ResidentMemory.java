package io.parcook.models.child;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a process holds in memory, as Linux tells it.
final class ResidentMemory {

  private static final String KEY = "VmRSS:";

  private ResidentMemory() {}

  /// In megabytes; 0 where it cannot be known, as of a process that has just ended.
  static long megabytes(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
          .filter(line -> line.startsWith(KEY))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException _) {
      return 0;
    }
  }
}
