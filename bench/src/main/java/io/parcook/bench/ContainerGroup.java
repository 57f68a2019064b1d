package io.parcook.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A cgroup with a container's limits, of either version, as far as this machine and user may make
/// one; it says what it could not limit.
final class ContainerGroup implements AutoCloseable {

  private static final long PERIOD_MICROS = 100_000;

  private final List<Path> folders = new ArrayList<>();
  private final List<String> limited = new ArrayList<>();
  private Path peak = Path.of("");

  private ContainerGroup() {}

  /// Groups below this process's own.
  ///
  /// @param megabytes of memory
  /// @param processors such as 1.5
  static ContainerGroup of(long megabytes, double processors) throws IOException {
    ContainerGroup group = new ContainerGroup();
    String name = "parcook-bench-" + ProcessHandle.current().pid();
    String bytes = Long.toString(megabytes << 20);
    long quota = Math.round(processors * PERIOD_MICROS);
    String memory = "memory of %d MiB".formatted(megabytes);
    String time = String.format(Locale.ROOT, "%.1f processors", processors);
    for (String line : Files.readAllLines(Path.of("/proc/self/cgroup"))) {
      String[] parts = line.split(":", 3);
      List<String> controllers = List.of(parts[1].split(","));
      if (controllers.contains("memory")) {
        Path own = Path.of("/sys/fs/cgroup/memory", parts[2], name);
        group.limit(own, "memory.limit_in_bytes", bytes, memory);
        group.peak = own.resolve("memory.max_usage_in_bytes");
      } else if (controllers.contains("cpu")) {
        Path own = Path.of("/sys/fs/cgroup/cpu", parts[2], name);
        group.limit(own, "cpu.cfs_quota_us", Long.toString(quota), time);
      } else if (parts[1].isEmpty() && Files.exists(Path.of("/sys/fs/cgroup/cgroup.controllers"))) {
        Path own = Path.of("/sys/fs/cgroup", parts[2], name);
        group.limit(own, "memory.max", bytes, memory);
        group.limit(own, "cpu.max", quota + " " + PERIOD_MICROS, time);
        group.peak = own.resolve("memory.peak");
      }
    }
    return group;
  }

  private void limit(Path folder, String file, String value, String what) throws IOException {
    try {
      Files.createDirectories(folder);
      if (!folders.contains(folder)) {
        folders.add(folder);
      }
      Files.writeString(folder.resolve(file), value);
      limited.add(what);
    } catch (IOException notMine) {
      if (Files.isDirectory(folder) && folders.remove(folder)) {
        Files.delete(folder);
      }
    }
  }

  /// Words before a command, with which it begins its life in the group: nothing that it ever does
  /// is outside.
  List<String> entering() {
    if (folders.isEmpty()) {
      return List.of();
    }
    StringBuilder enter = new StringBuilder();
    folders.forEach(folder -> enter.append("echo $$ > '%s/cgroup.procs' && ".formatted(folder)));
    return List.of("/bin/sh", "-c", enter + "exec \"$@\"", "sh");
  }

  /// The most memory that the group had.
  String peak() throws IOException {
    if (!Files.exists(peak)) {
      return "not known";
    }
    long most = Long.parseLong(Files.readString(peak).strip());
    return String.format(
        Locale.ROOT, "%.0f MB, what the kernel keeps of files included", most / 1e6);
  }

  /// Once whoever was in it has ended.
  @Override
  public void close() throws IOException {
    for (Path folder : folders) {
      Files.deleteIfExists(folder);
    }
  }

  @Override
  public String toString() {
    return limited.isEmpty()
        ? "with no limits: this machine lets nobody make a cgroup"
        : "in a cgroup with " + String.join(" and ", limited);
  }
}
