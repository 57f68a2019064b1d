package io.parcook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.parcook.pipeline.ledger.ItemCount;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real restaurant's till against a count of its file that shares nothing with the replay: its
/// own reader of CSV, its own rules.
final class RealOrdersTest {

  private static final Path FILE = SharedData.file("ronis_orders_2024-04-13_to_09-15.csv.gz");
  private static final Path MAPPING =
      SharedData.root().resolve("cli/mappings/restaurant-orders.json");
  private static final ZoneId ZONE = ZoneId.of("America/Chicago");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  @TempDir Path folder;

  @Test
  void everyIntervalOfEveryItemIsCountedToTheUnitThoughConnectionsDrop() throws IOException {
    assumeTrue(Files.exists(FILE), () -> "no real orders here: " + FILE + " is absent");
    Instant now = Instant.parse("2024-09-16T12:00:00Z");
    try (var stand = new StoreStand(folder, InstantSource.fixed(now), 1, ZONE)) {
      stand.faults(
          n ->
              n % 10 == 3
                  ? StoreStand.Fault.DROP_ANSWER
                  : n % 10 == 7 ? StoreStand.Fault.DROP_REQUEST : StoreStand.Fault.NONE);

      Commands.Ran ran =
          Commands.run("replay", "-q", FILE, "--mapping", MAPPING, "--to", stand.address());

      Map<String, Long> kept = new TreeMap<>();
      for (ItemCount count : stand.intervals()) {
        kept.put(count.from() + " " + count.item(), count.sold());
      }
      assertThat(ran.exit()).as(ran.said()).isZero();
      assertThat(kept).isEqualTo(count());
      assertThat(kept.values().stream().mapToLong(n -> n).sum()).isGreaterThan(150_000);
    }
  }

  private static Map<String, Long> count() throws IOException {
    Map<String, Long> portions = new TreeMap<>();
    try (var in = new GZIPInputStream(Files.newInputStream(FILE));
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      lines.readLine();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        List<String> row = split(line);
        String item = item(row.get(2), row.get(3), row.get(4));
        if (!item.isEmpty()) {
          Instant time = LocalDateTime.parse(row.get(0), TIME).atZone(ZONE).toInstant();
          long interval = time.getEpochSecond() / 900 * 900;
          portions.merge(Instant.ofEpochSecond(interval) + " " + item, 1L, Long::sum);
        }
      }
    }
    return portions;
  }

  /// A bowl is a portion of what it is a bowl of; notes to the kitchen, shirts, utensils, the parts
  /// of a mix, and what a guest does not want are none of anything.
  private static String item(String parent, String group, String item) {
    boolean none = item.startsWith("No ") || item.startsWith("NO ");
    boolean note =
        group.isEmpty() || group.equals("Utensils?") || group.equals("Choose Your Shirt");
    if (none || note || parent.equals("MIX")) {
      return "";
    }
    return group.equals("Noods") ? parent : item.strip();
  }

  private static List<String> split(String line) {
    List<String> fields = new ArrayList<>();
    var field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
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
