package io.parcook.plan.menu;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.List;
import java.util.Locale;

/// The published JSON Schema of a menu (draft 2020-12).
final class MenuSchema {

  private static final String BASE = "https://parcook.io/schema/";

  private final JsonSchema schema =
      JsonSchemaFactory.getInstance(
              SpecVersion.VersionFlag.V202012,
              builder -> builder.schemaMappers(to -> to.mapPrefix(BASE, "classpath:schema/")))
          .getSchema(
              SchemaLocation.of(BASE + "menu.v1.json"),
              SchemaValidatorsConfig.builder()
                  .locale(Locale.ENGLISH)
                  .pathType(PathType.JSON_POINTER)
                  .build());

  List<MenuProblem> problems(JsonNode document) {
    return schema.validate(document).stream().map(this::problem).distinct().toList();
  }

  private MenuProblem problem(ValidationMessage message) {
    String where = message.getInstanceLocation().toString();
    String said = message.getMessage();
    String what = said.startsWith(where + ":") ? said.substring(where.length() + 1).strip() : said;
    String advice = advice(message);
    return new MenuProblem(where, advice.isEmpty() ? what : what + "; it " + advice);
  }

  /// The description nearest to the rule that was broken, or of what is missing: our schema's
  /// descriptions say what a value must be.
  private String advice(ValidationMessage message) {
    JsonNodePath rule = message.getEvaluationPath();
    JsonNode node = schema.getSchemaNode();
    String advice = "";
    for (int i = 0; i < rule.getNameCount(); i++) {
      String name = rule.getName(i);
      node =
          name.equals("$ref")
              ? schema.getSchemaNode().at(node.path("$ref").asText().substring(1))
              : rule.getElement(i) instanceof Integer index ? node.path(index) : node.path(name);
      advice = node.path("description").asText(advice);
    }
    return advice;
  }
}
