package io.parcook.plan.menu;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Reads a menu's JSON: first by its schema, `schema/menu.v1.json`, then that what it names is
/// there.
public final class MenuReader {

  /// Far more than a thousand items need.
  public static final int MOST_BYTES = 4 << 20;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final MenuSchema schema = new MenuSchema();

  /// Reads a file.
  ///
  /// @throws BadMenuException if it is not a menu, with everything that is wrong
  public Menu read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw bad(file.toString(), "it is larger than " + MOST_BYTES + " bytes");
      }
      return parse(file.toString(), new String(bytes, StandardCharsets.UTF_8));
    }
  }

  /// Reads a menu from text.
  ///
  /// @param name what to call it in errors
  /// @throws BadMenuException if it is not a menu, with everything that is wrong
  public Menu parse(String name, String text) {
    JsonNode root;
    try {
      root = JSON.readTree(text);
    } catch (JacksonException e) {
      String at =
          e.getLocation() == null
              ? ""
              : " at line "
                  + e.getLocation().getLineNr()
                  + ", column "
                  + e.getLocation().getColumnNr();
      throw bad(name, "it is not JSON" + at + ": " + e.getOriginalMessage());
    }
    List<MenuProblem> problems = schema.problems(root);
    if (!problems.isEmpty()) {
      throw new BadMenuException(name, problems);
    }
    var amiss = new ArrayList<MenuProblem>();
    MenuReferences.check(root, amiss);
    if (!amiss.isEmpty()) {
      throw new BadMenuException(name, amiss);
    }
    return menu(root);
  }

  private static BadMenuException bad(String name, String what) {
    return new BadMenuException(name, List.of(new MenuProblem("", what)));
  }

  private static Menu menu(JsonNode root) {
    List<Daypart> dayparts =
        root.path("dayparts").properties().stream()
            .map(e -> new Daypart(e.getKey(), LocalTime.parse(e.getValue().asText())))
            .sorted(Comparator.comparing(Daypart::from))
            .toList();
    var equipment = new LinkedHashMap<String, Equipment>();
    root.path("equipment")
        .properties()
        .forEach(
            e ->
                equipment.put(
                    e.getKey(), new Equipment(e.getKey(), e.getValue().path("capacity").asInt())));
    var items = new LinkedHashMap<String, MenuItem>();
    root.path("items")
        .properties()
        .forEach(e -> items.put(e.getKey(), item(e.getKey(), e.getValue(), dayparts)));
    var orders = new LinkedHashMap<String, Map<String, Integer>>();
    root.path("orders").properties().forEach(e -> orders.put(e.getKey(), portions(e.getValue())));
    return new Menu(dayparts, equipment, items, orders);
  }

  private static MenuItem item(String name, JsonNode node, List<Daypart> dayparts) {
    JsonNode batch = node.path("batch");
    Set<String> sold =
        node.has("dayparts")
            ? texts(node.path("dayparts")).stream().collect(Collectors.toSet())
            : dayparts.stream().map(Daypart::name).collect(Collectors.toSet());
    return new MenuItem(
        name,
        node.path("station").asText(),
        new Batches(
            batch.path("minimum").asInt(),
            batch.path("multiple").asInt(),
            batch.path("maximum").asInt()),
        minutes(node.path("leadMinutes")),
        minutes(node.path("holdMinutes")),
        node.path("wasteCost").asDouble(),
        node.path("missingCost").asDouble(),
        place(node.path("equipment")),
        texts(node.path("substitutes")),
        sold,
        portions(node.path("par")));
  }

  private static @Nullable Place place(JsonNode node) {
    return node.isMissingNode()
        ? null
        : new Place(node.path("name").asText(), node.path("places").asInt(1));
  }

  private static Duration minutes(JsonNode node) {
    return Duration.ofSeconds(Math.round(node.asDouble() * 60));
  }

  private static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static Map<String, Integer> portions(JsonNode object) {
    var portions = new LinkedHashMap<String, Integer>();
    object.properties().forEach(e -> portions.put(e.getKey(), e.getValue().asInt()));
    return Map.copyOf(portions);
  }
}
