package io.parcook.pipeline.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The published JSON Schemas (draft 2020-12), the authority on what an event may hold. Loaded when
/// first asked: a store whose senders behave never pays for them.
final class EventSchema {

  private static final List<String> TYPES =
      List.of(
          "parcook.sale.v1",
          "parcook.presence.v1",
          "parcook.stock.v1",
          "parcook.cook.v1",
          "parcook.batch.v1",
          "parcook.adjustment.v1",
          "parcook.context.v1");
  private static final String BASE = "https://parcook.io/schema/";
  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(
          SpecVersion.VersionFlag.V202012,
          builder -> builder.schemaMappers(to -> to.mapPrefix(BASE, "classpath:schema/")));
  private static final SchemaValidatorsConfig CONFIG =
      SchemaValidatorsConfig.builder()
          .formatAssertionsEnabled(true)
          .locale(Locale.ENGLISH)
          .pathType(PathType.JSON_POINTER)
          .build();

  static final EventSchema ENVELOPE = new EventSchema("cloudevent.v1");
  private static final Map<String, EventSchema> BY_TYPE =
      TYPES.stream().collect(Collectors.toMap(Function.identity(), EventSchema::new));

  private final JsonSchema schema;

  private EventSchema(String name) {
    this.schema = FACTORY.getSchema(SchemaLocation.of(BASE + name + ".json"), CONFIG);
  }

  static @Nullable EventSchema of(String type) {
    return BY_TYPE.get(type);
  }

  static String types() {
    return String.join(", ", TYPES);
  }

  /// What is wrong first, in the order of the pointers; empty where the schema accepts.
  Optional<String> complaint(JsonNode document) {
    return schema.validate(document).stream()
        .min(Comparator.comparing(message -> message.getInstanceLocation().toString()))
        .map(this::say);
  }

  private String say(ValidationMessage message) {
    String where = message.getInstanceLocation().getNameCount() == 0 ? "The event" : "";
    String advice = advice(message.getEvaluationPath(), message.getProperty());
    return where + message.getMessage() + "." + (advice.isEmpty() ? "" : " It " + advice + ".");
  }

  /// The description of what is missing, or else the nearest to the rule that was broken: our
  /// schemas' descriptions say what a value must be.
  private String advice(JsonNodePath rule, @Nullable String missing) {
    JsonNode node = schema.getSchemaNode();
    String advice = "";
    for (int i = 0; i < rule.getNameCount(); i++) {
      advice = node.path("properties").path(missing).path("description").asText(advice);
      node =
          rule.getElement(i) instanceof Integer index
              ? node.path(index)
              : node.path(rule.getName(i));
      advice = node.path("description").asText(advice);
    }
    return advice;
  }
}
