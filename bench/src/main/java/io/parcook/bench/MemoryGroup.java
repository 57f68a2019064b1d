package io.parcook.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// A cgroup with a limit of memory, as a container has one, of either version; or none where this
/// machine or user may not make one, and it says so.
sealed interface MemoryGroup extends AutoCloseable {

  /// A group below this process's own.
  static MemoryGroup of(long bytes) throws IOException {
    String name = "parcook-bench-" + ProcessHandle.current().pid();
    for (String line : Files.readAllLines(Path.of("/proc/self/cgroup"))) {
      String[] parts = line.split(":", 3);
      boolean isOne = parts[1].equals("memory");
      Path own = Path.of("/sys/fs/cgroup", isOne ? "memory" : "", parts[2]);
      if ((isOne || parts[1].isEmpty()) && Files.exists(own.resolve(limit(isOne)))) {
        try {
          Path group = Files.createDirectory(own.resolve(name));
          Files.writeString(group.resolve(limit(isOne)), Long.toString(bytes));
          return new Made(group, isOne ? "memory.max_usage_in_bytes" : "memory.peak", bytes);
        } catch (IOException notMine) {
          return new None();
        }
      }
    }
    return new None();
  }

  private static String limit(boolean isVersionOne) {
    return isVersionOne ? "memory.limit_in_bytes" : "memory.max";
  }

  /// Puts a process, and all that it starts from now on, into the group.
  void take(long pid) throws IOException;

  /// The most memory that the group had.
  String peak() throws IOException;

  @Override
  void close() throws IOException;

  /// A group that is there.
  record Made(Path folder, String peakFile, long bytes) implements MemoryGroup {

    @Override
    public void take(long pid) throws IOException {
      Files.writeString(folder.resolve("cgroup.procs"), Long.toString(pid));
    }

    @Override
    public String peak() throws IOException {
      long most = Long.parseLong(Files.readString(folder.resolve(peakFile)).strip());
      return String.format(
          Locale.ROOT, "%.0f MB, what the kernel keeps of files included", most / 1e6);
    }

    @Override
    public void close() throws IOException {
      // Whoever is still in it is ended with the store; an empty group can be removed.
      Files.deleteIfExists(folder);
    }

    @Override
    public String toString() {
      return "in a cgroup of %d MiB".formatted(bytes >> 20);
    }
  }

  /// None could be made.
  record None() implements MemoryGroup {

    @Override
    public void take(long pid) {}

    @Override
    public String peak() {
      return "not known";
    }

    @Override
    public void close() {}

    @Override
    public String toString() {
      return "with no cgroup: this machine lets nobody make one";
    }
  }
}
