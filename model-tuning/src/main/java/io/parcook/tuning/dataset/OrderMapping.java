package io.parcook.tuning.dataset;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which column of an order file is what: a small JSON file beside the data.
///
/// ```json
/// {
///   "zone": "America/Chicago",
///   "time": "time", "timeFormat": "yyyy-MM-dd HH:mm:ss",
///   "order": "order_id",
///   "items": [
///     {"where": {"item": "No .*"}},
///     {"where": {"group": "Noods"}, "name": "Bowl"},
///     {"name": "{item}"}
///   ]
/// }
/// ```
///
/// @param zone the zone of the file's local times; at the switch to winter a time that happens
///     twice is the first of the two, in the gap of the switch to summer it is as much later as the
///     clock was put on
/// @param time the column of the time
/// @param timeFormat how that column is written; ISO local date-time where the file says nothing
/// @param order the column whose value is the same for all lines of one order at one time
/// @param quantity the column of portions, negative for portions taken back; null when a row is one
///     portion
/// @param channel the column that says where the order came from; null where there is none
/// @param items what a row is called: the first rule that matches decides
public record OrderMapping(
    ZoneId zone,
    String time,
    DateTimeFormatter timeFormat,
    String order,
    @Nullable String quantity,
    @Nullable String channel,
    List<ItemRule> items) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Set<String> KNOWN =
      Set.of("zone", "time", "timeFormat", "order", "quantity", "channel", "items");

  public OrderMapping {
    items = List.copyOf(items);
  }

  /// The same columns, with local times of another zone.
  public OrderMapping withZone(ZoneId other) {
    return new OrderMapping(other, time, timeFormat, order, quantity, channel, items);
  }

  /// Reads a mapping file.
  ///
  /// @throws BadHistoryException if it is not a mapping: which key is at fault and why
  public static OrderMapping read(Path file) throws IOException {
    try {
      JsonNode root = JSON.readTree(Files.readString(file));
      root.fieldNames()
          .forEachRemaining(
              key -> {
                if (!KNOWN.contains(key)) {
                  throw new BadHistoryException(
                      file, "the mapping has no key '" + key + "'; it knows " + KNOWN);
                }
              });
      String format = text(root, "timeFormat");
      List<ItemRule> rules = new ArrayList<>();
      for (JsonNode rule : root.path("items")) {
        rules.add(ItemRule.read(rule));
      }
      if (rules.isEmpty()) {
        throw new BadHistoryException(
            file, "the mapping needs 'items', a list of rules such as [{\"name\": \"{item}\"}]");
      }
      return new OrderMapping(
          ZoneId.of(required(file, root, "zone")),
          required(file, root, "time"),
          format == null
              ? DateTimeFormatter.ISO_LOCAL_DATE_TIME
              : DateTimeFormatter.ofPattern(format),
          required(file, root, "order"),
          text(root, "quantity"),
          text(root, "channel"),
          rules);
    } catch (JacksonException | DateTimeException | IllegalArgumentException e) {
      throw new BadHistoryException(file, "not an order mapping: " + e.getMessage());
    }
  }

  private static String required(Path file, JsonNode root, String key) {
    String value = text(root, key);
    if (value == null) {
      throw new BadHistoryException(file, "the mapping lacks the key '" + key + "'");
    }
    return value;
  }

  private static @Nullable String text(JsonNode root, String key) {
    return root.path(key).isTextual() ? root.path(key).textValue() : null;
  }
}
