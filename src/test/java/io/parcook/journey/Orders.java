package io.parcook.journey;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/// A file of orders to replay, and what it holds as these tests count it: with their own few lines
/// and none of the product's, so that both are unlikely to be wrong in the same way.
///
/// @param name what it is, for a reader of the test's output
/// @param mapping the mapping file that the product ships for it
/// @param orders how many orders, each becoming one sale
/// @param portions what they sold
record Orders(String name, Path file, Path mapping, int orders, PortionCount portions) {

  private static final Path REAL =
      Checkout.sharedData().resolve("ronis_orders_2024-04-13_to_09-15.csv.gz");
  private static final ZoneId RESTAURANT = ZoneId.of("America/Chicago");
  private static final DateTimeFormatter TO_THE_SECOND =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  /// When the last order of either file is past, and the first is not yet 200 days old.
  static final Instant AFTERWARDS = Instant.parse("2024-09-17T12:00:00Z");

  /// The real orders of a restaurant where they are beside the checkout, and orders of a simulated
  /// one over the same five months otherwise.
  ///
  /// @param folder where a simulated file may be written
  static Orders toReplay(Path folder) {
    Orders orders = Files.exists(REAL) ? real() : simulated(folder);
    System.out.printf(
        "Replaying %s: %,d orders, %,d portions in %,d cells%n",
        orders.name(), orders.orders(), orders.portions().total(), orders.portions().cells());
    return orders;
  }

  /// One row is one portion; a row of group `Noods` is the bowl itself. Not portions are "No …"
  /// answers, utensils, the two cheeses of a MIX, what a guest typed as a note (no group), and the
  /// restaurant's shirts.
  private static Orders real() {
    PortionCount portions = new PortionCount();
    Set<String> orders = new HashSet<>();
    for (List<String> row : rows(REAL)) {
      String parent = row.get(2);
      String group = row.get(3);
      String item = row.get(4);
      if (item.startsWith("No ")
          || item.startsWith("NO ")
          || parent.equals("MIX")
          || group.isEmpty()
          || group.equals("Utensils?")
          || group.equals("Choose Your Shirt")) {
        continue;
      }
      Instant time = LocalDateTime.parse(row.get(0), TO_THE_SECOND).atZone(RESTAURANT).toInstant();
      portions.add(time, group.equals("Noods") ? parent : item, 1);
      orders.add(row.get(0) + row.get(1));
    }
    return new Orders(
        "the real orders of a restaurant, " + REAL.getFileName(),
        REAL,
        mapping("restaurant-orders.json"),
        orders.size(),
        portions);
  }

  private static Orders simulated(Path folder) {
    Path file = folder.resolve("simulated-orders.csv");
    CommandLine.run(
            folder,
            "simulate",
            "--out",
            file.toString(),
            "--from",
            "2024-04-13",
            "--days",
            "156",
            "--orders",
            "120",
            "--seed",
            "11",
            "--quiet")
        .assertSucceeded();
    PortionCount portions = new PortionCount();
    Set<String> orders = new HashSet<>();
    for (List<String> row : rows(file)) {
      Instant time = LocalDateTime.parse(row.get(0)).toInstant(ZoneOffset.UTC);
      portions.add(time, row.get(2), Long.parseLong(row.get(3)));
      orders.add(row.get(0) + row.get(1));
    }
    return new Orders(
        "simulated orders (there is no " + REAL.getFileName() + " beside this checkout)",
        file,
        mapping("simulated-orders.json"),
        orders.size(),
        portions);
  }

  private static Path mapping(String name) {
    return Checkout.root().resolve("cli").resolve("mappings").resolve(name);
  }

  private static List<List<String>> rows(Path csv) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                csv.toString().endsWith(".gz")
                    ? new GZIPInputStream(Files.newInputStream(csv))
                    : Files.newInputStream(csv),
                StandardCharsets.UTF_8))) {
      return lines.lines().skip(1).map(Orders::fields).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> fields(String row) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < row.length(); i++) {
      char c = row.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }
}
