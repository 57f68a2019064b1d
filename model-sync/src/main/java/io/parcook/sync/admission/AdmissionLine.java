package io.parcook.sync.admission;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A line that the child writes, and its service reads: one JSON object with one key, the kind.
public sealed interface AdmissionLine {

  /// A stage begins.
  record Reached(Stage stage) implements AdmissionLine {}

  /// Nothing is wrong with the model.
  record Passed(List<String> remarks, Map<String, Double> figures) implements AdmissionLine {}

  /// The model may not run here.
  ///
  /// @param kind [Refusal#kind]
  /// @param reason [Refusal#message]
  record Failed(String kind, String reason, Map<String, Double> figures) implements AdmissionLine {}

  /// The child could not do what it was asked.
  record Wrong(String reason) implements AdmissionLine {}

  /// What was found, as a line.
  static AdmissionLine of(Findings findings) {
    return switch (findings) {
      case Findings.Passed(List<String> remarks, Map<String, Double> figures) ->
          new Passed(remarks, figures);
      case Findings.Failed(Refusal refusal, Map<String, Double> figures) ->
          new Failed(refusal.kind(), refusal.message(), figures);
    };
  }

  /// The line as JSON, without its end.
  default String json() {
    ObjectNode line = Lines.JSON.createObjectNode();
    switch (this) {
      case Reached(Stage stage) -> line.put("reached", stage.name());
      case Passed(List<String> remarks, Map<String, Double> figures) ->
          line.putObject("passed").putPOJO("remarks", remarks).putPOJO("figures", figures);
      case Failed(String kind, String reason, Map<String, Double> figures) ->
          line.putObject("failed")
              .put("kind", kind)
              .put("reason", reason)
              .putPOJO("figures", figures);
      case Wrong(String reason) -> line.put("wrong", reason);
    }
    try {
      return Lines.JSON.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records can be written", e);
    }
  }

  /// Reads a line; empty if it is none, such as what a library prints.
  static Optional<AdmissionLine> read(String text) {
    try {
      JsonNode line = Lines.JSON.readTree(text);
      if (line == null || !line.isObject() || line.size() != 1) {
        return Optional.empty();
      }
      String kind = line.fieldNames().next();
      JsonNode body = line.path(kind);
      return switch (kind) {
        case "reached" -> Optional.of(new Reached(Stage.valueOf(body.asText())));
        case "passed" ->
            Optional.of(new Passed(Lines.words(body.path("remarks")), Lines.figures(body)));
        case "failed" ->
            Optional.of(
                new Failed(
                    body.path("kind").asText(), body.path("reason").asText(), Lines.figures(body)));
        case "wrong" -> Optional.of(new Wrong(body.asText()));
        default -> Optional.empty();
      };
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// What both directions need.
  final class Lines {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Lines() {}

    private static List<String> words(JsonNode array) {
      List<String> words = new ArrayList<>();
      array.forEach(word -> words.add(word.asText()));
      return words;
    }

    private static Map<String, Double> figures(JsonNode body) {
      Map<String, Double> figures = new TreeMap<>();
      body.path("figures")
          .properties()
          .forEach(f -> figures.put(f.getKey(), f.getValue().asDouble()));
      return figures;
    }
  }
}
