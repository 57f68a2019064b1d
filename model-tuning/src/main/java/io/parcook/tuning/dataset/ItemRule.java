package io.parcook.tuning.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the rows of an order file are called whose columns match.
///
/// @param where column to the expression that its whole value must match; empty matches every row
/// @param name the item's name, with `{column}` where a column's value belongs; null says that such
///     a row is not a portion of anything
public record ItemRule(Map<String, Pattern> where, @Nullable String name) {

  private static final Pattern PLACE = Pattern.compile("\\{([^}]*)}");

  public ItemRule {
    where = Map.copyOf(where);
  }

  static ItemRule read(JsonNode node) {
    Map<String, Pattern> where = new LinkedHashMap<>();
    node.path("where")
        .properties()
        .forEach(entry -> where.put(entry.getKey(), Pattern.compile(entry.getValue().asText())));
    return new ItemRule(where, node.path("name").isTextual() ? node.path("name").asText() : null);
  }

  /// Whether a row, given as its columns' values, falls under this rule.
  boolean matches(UnaryOperator<String> row) {
    for (Map.Entry<String, Pattern> entry : where.entrySet()) {
      if (!entry.getValue().matcher(row.apply(entry.getKey())).matches()) {
        return false;
      }
    }
    return true;
  }

  /// The item that a row is a portion of; null for none.
  @Nullable String item(UnaryOperator<String> row) {
    if (name == null || name.indexOf('{') < 0) {
      return name;
    }
    return PLACE
        .matcher(name)
        .replaceAll(place -> Matcher.quoteReplacement(row.apply(place.group(1))))
        .strip();
  }
}
