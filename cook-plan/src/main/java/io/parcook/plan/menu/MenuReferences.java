package io.parcook.plan.menu;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// That what a menu names is there, and that its figures agree: what a schema cannot say.
final class MenuReferences {

  private final JsonNode root;
  private final List<MenuProblem> amiss;

  private MenuReferences(JsonNode root, List<MenuProblem> amiss) {
    this.root = root;
    this.amiss = amiss;
  }

  static void check(JsonNode root, List<MenuProblem> amiss) {
    var references = new MenuReferences(root, amiss);
    references.dayparts();
    root.path("items")
        .properties()
        .forEach(e -> references.item(e.getKey(), e.getValue(), "/items/" + escape(e.getKey())));
    root.path("orders")
        .properties()
        .forEach(
            order ->
                order
                    .getValue()
                    .fieldNames()
                    .forEachRemaining(
                        part ->
                            references.known("items", part, "/orders/" + escape(order.getKey()))));
  }

  private void dayparts() {
    Map<String, String> starts = new HashMap<>();
    for (Map.Entry<String, JsonNode> e : root.path("dayparts").properties()) {
      String other = starts.putIfAbsent(e.getValue().asText(), e.getKey());
      if (other != null) {
        amiss.add(
            new MenuProblem(
                "/dayparts/" + escape(e.getKey()),
                "it begins when '" + other + "' does; give each daypart its own beginning"));
      }
    }
  }

  private void item(String name, JsonNode item, String where) {
    JsonNode batch = item.path("batch");
    int minimum = batch.path("minimum").asInt();
    if (batch.path("maximum").asInt() < minimum) {
      amiss.add(
          new MenuProblem(
              where + "/batch",
              "its maximum "
                  + batch.path("maximum").asInt()
                  + " is below its minimum "
                  + minimum
                  + "; no batch could be cooked"));
    }
    JsonNode place = item.path("equipment");
    if (!place.isMissingNode()) {
      String equipment = place.path("name").asText();
      known("equipment", equipment, where + "/equipment/name");
      int capacity = root.path("equipment").path(equipment).path("capacity").asInt(1000);
      if (place.path("places").asInt(1) > capacity) {
        amiss.add(
            new MenuProblem(
                where + "/equipment/places",
                "one batch takes "
                    + place.path("places").asInt()
                    + " places and '"
                    + equipment
                    + "' has "
                    + capacity
                    + "; it could never be cooked"));
      }
    }
    for (JsonNode other : item.path("substitutes")) {
      known("items", other.asText(), where + "/substitutes");
      if (other.asText().equals(name)) {
        amiss.add(new MenuProblem(where + "/substitutes", "an item is no substitute for itself"));
      }
    }
    for (JsonNode daypart : item.path("dayparts")) {
      known("dayparts", daypart.asText(), where + "/dayparts");
    }
    item.path("par")
        .fieldNames()
        .forEachRemaining(daypart -> known("dayparts", daypart, where + "/par"));
  }

  private void known(String kind, String name, String where) {
    if (!root.path(kind).has(name)) {
      amiss.add(
          new MenuProblem(
              where,
              "there is no '" + name + "' under '" + kind + "'; add it there or correct the name"));
    }
  }

  private static String escape(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
