package io.parcook.models.night;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/// A line that the child writes, and its service reads: one JSON object with one key, the kind.
public sealed interface NightLine {

  /// How the steps go.
  record Progress(NightProgress progress) implements NightLine {}

  /// The candidate stands in its file, and passed the gate.
  record Better(NightFigures figures, GateReport gate) implements NightLine {}

  /// Nothing is to change.
  ///
  /// @param reason a sentence for a record and a person
  /// @param figures of the candidate, if there was one
  /// @param gate what it found of the candidate, if there was one
  record Kept(String reason, Optional<NightFigures> figures, Optional<GateReport> gate)
      implements NightLine {}

  /// The night went wrong in a way that the child knows of.
  record Wrong(String reason) implements NightLine {}

  /// The line as JSON, without its end.
  default String json() {
    ObjectNode line = Lines.JSON.createObjectNode();
    switch (this) {
      case Progress(NightProgress progress) -> line.putPOJO("progress", progress);
      case Better(NightFigures figures, GateReport gate) ->
          line.putObject("better").putPOJO("figures", figures).putPOJO("gate", gate);
      case Kept(String reason, Optional<NightFigures> figures, Optional<GateReport> gate) -> {
        ObjectNode kept = line.putObject("kept").put("reason", reason);
        figures.ifPresent(value -> kept.putPOJO("figures", value));
        gate.ifPresent(value -> kept.putPOJO("gate", value));
      }
      case Wrong(String reason) -> line.putObject("wrong").put("reason", reason);
    }
    try {
      return Lines.JSON.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records can be written", e);
    }
  }

  /// Reads a line; empty if it is none, such as what a library prints.
  static Optional<NightLine> read(String text) {
    try {
      JsonNode line = Lines.JSON.readTree(text);
      if (line == null || !line.isObject() || line.size() != 1) {
        return Optional.empty();
      }
      String kind = line.fieldNames().next();
      JsonNode body = line.path(kind);
      return switch (kind) {
        case "progress" ->
            Optional.of(new Progress(Lines.JSON.treeToValue(body, NightProgress.class)));
        case "better" ->
            Optional.of(
                new Better(
                    Lines.JSON.treeToValue(body.required("figures"), NightFigures.class),
                    Lines.JSON.treeToValue(body.required("gate"), GateReport.class)));
        case "kept" ->
            Optional.of(
                new Kept(
                    body.path("reason").asText(),
                    Lines.part(body, "figures", NightFigures.class),
                    Lines.part(body, "gate", GateReport.class)));
        case "wrong" -> Optional.of(new Wrong(body.path("reason").asText()));
        default -> Optional.empty();
      };
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// What both directions need.
  final class Lines {

    private static final ObjectMapper JSON =
        new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private Lines() {}

    private static <T> Optional<T> part(JsonNode body, String name, Class<T> type)
        throws JsonProcessingException {
      return body.has(name)
          ? Optional.of(JSON.treeToValue(body.get(name), type))
          : Optional.empty();
    }
  }
}
