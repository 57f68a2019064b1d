package io.parcook.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/// Files beside the repository that are only for measuring.
final class SharedData {

  private SharedData() {}

  /// The root of the repository: the nearest folder above that holds `.mvn`.
  static Path root() {
    Path folder = Path.of(System.getProperty("user.dir")).toAbsolutePath();
    while (!Files.isDirectory(folder.resolve(".mvn"))) {
      folder = Objects.requireNonNull(folder.getParent(), "not inside the repository");
    }
    return folder;
  }

  static Path file(String name) {
    return root().resolveSibling("shared").resolve("data").resolve(name);
  }
}
