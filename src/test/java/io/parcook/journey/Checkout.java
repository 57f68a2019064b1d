package io.parcook.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Where things are in the checkout that these tests run in.
public final class Checkout {

  private Checkout() {}

  /// The folder that holds the launcher.
  public static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("parcook")) || !Files.isDirectory(folder.resolve(".mvn"))) {
      Path parent = folder.getParent();
      if (parent == null) {
        throw new IllegalStateException("These tests run inside a checkout of Parcook.");
      }
      folder = parent;
    }
    return folder;
  }

  /// The real data sets beside the checkout; the folder may be absent.
  public static Path sharedData() {
    return root().resolveSibling("shared").resolve("data");
  }

  /// The compiled classes of every module that is on the road, as folders.
  static List<Path> classes() {
    return List.of(
            "feature-pipeline",
            "simulator",
            "models",
            "cook-plan",
            "model-sync",
            "model-tuning",
            "cli",
            "inference-service")
        .stream()
        .map(module -> root().resolve(module).resolve("target").resolve("classes"))
        .filter(Files::isDirectory)
        .toList();
  }

  /// A file of the checkout.
  public static String read(String file) {
    try {
      return Files.readString(root().resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
