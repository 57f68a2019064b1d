package io.parcook.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A menu of everything that [Sales] sells, over four stations, and of one item more.
final class BenchMenu {

  /// The item that is sold only by whoever measures.
  static final String PROBE = "probe";

  private BenchMenu() {}

  /// Writes it into the folder, and says where.
  static Path in(Path folder) throws IOException {
    String items =
        IntStream.range(0, Sales.ITEMS)
            .mapToObj(i -> item("item-" + i, 5 + i % 20, 10 + i % 20))
            .collect(Collectors.joining(",\n"));
    return Files.writeString(
        folder.resolve("menu.json"),
        "{\"dayparts\": {\"day\": \"00:00\"}, \"items\": {\n"
            + items
            + ",\n"
            + item(PROBE, 5, 60)
            + "}}");
  }

  private static String item(String name, int most, int hold) {
    return """
        "%s": {"station": "s%d", "batch": {"minimum": 1, "multiple": 1, "maximum": %d},
         "leadMinutes": 4, "holdMinutes": %d, "wasteCost": 1, "missingCost": 3}"""
        .formatted(name, Math.floorMod(name.hashCode(), 4), most, hold);
  }
}
