package io.parcook.cli;

import io.parcook.sync.catalog.Catalog;
import io.parcook.sync.catalog.CatalogState;
import io.parcook.sync.catalog.Change;
import io.parcook.sync.catalog.Decision;
import io.parcook.sync.catalog.VersionState;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What a store's catalog of models tells: its versions, and each decision with its reason and
/// figures. Reads only; the store may be running.
final class CatalogStory {

  private CatalogStory() {}

  /// @param folder a store's data folder, or the catalog's own below it
  /// @throws IOException if there is no catalog, or it cannot be read
  static void print(Path folder, PrintWriter out) throws IOException {
    Path below = folder.resolve("models");
    Path catalog = Files.isDirectory(below) ? below : folder;
    if (!Files.exists(catalog.resolve("journal"))) {
      throw new NoSuchFileException(
          folder.toString(),
          null,
          "it holds no models; name the folder that parcook.data.directory names");
    }
    CatalogState state = Catalog.read(catalog);
    out.printf("Versions%n");
    for (VersionState version : state.versions()) {
      out.printf(
          "  %-9s %s, since %s%n", version.name(), version.version(), moment(version.since()));
    }
    out.printf("Decisions%n");
    for (Change change : state.history()) {
      Decision decision = change.decision();
      out.printf("  %s  %-9s %s%n", moment(decision), decision.why().by(), decision.why().reason());
      change
          .states()
          .forEach(moved -> out.printf("%24s%s is %s%n", "", moved.version(), moved.name()));
      if (!decision.why().figures().isEmpty()) {
        out.printf("%24s%s%n", "", figures(decision.why().figures()));
      }
    }
  }

  private static String moment(Decision decision) {
    return decision.at().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String figures(Map<String, Double> figures) {
    return new TreeMap<>(figures)
        .entrySet().stream()
            .map(figure -> figure.getKey() + " " + figure.getValue())
            .collect(Collectors.joining(", "));
  }
}
