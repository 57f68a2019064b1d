package io.parcook.sync.admission;

import io.parcook.models.child.ChildLine;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A line that the child writes, and its service reads: one JSON object with one key, the kind.
public sealed interface AdmissionLine {

  /// A stage begins.
  record Reached(Stage stage) implements AdmissionLine {}

  /// Nothing is wrong with the model.
  record Passed(List<String> remarks, Map<String, Double> figures) implements AdmissionLine {
    public Passed {
      remarks = List.copyOf(remarks);
      figures = Collections.unmodifiableMap(new TreeMap<>(figures));
    }
  }

  /// The model may not run here.
  ///
  /// @param kind [Refusal#kind]
  /// @param reason [Refusal#message]
  record Failed(String kind, String reason, Map<String, Double> figures) implements AdmissionLine {
    public Failed {
      figures = Collections.unmodifiableMap(new TreeMap<>(figures));
    }
  }

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
    return switch (this) {
      case Reached(Stage stage) -> ChildLine.write("reached", stage.name());
      case Passed passed -> ChildLine.write("passed", passed);
      case Failed failed -> ChildLine.write("failed", failed);
      case Wrong(String reason) -> ChildLine.write("wrong", reason);
    };
  }

  /// Reads a line; empty if it is none, such as what a library prints.
  static Optional<AdmissionLine> read(String text) {
    return ChildLine.read(text).flatMap(AdmissionLine::of);
  }

  private static Optional<AdmissionLine> of(ChildLine line) {
    try {
      return switch (line.kind()) {
        case "reached" -> Optional.of(new Reached(Stage.valueOf(line.text())));
        case "passed" -> Optional.of(line.as(Passed.class));
        case "failed" -> Optional.of(line.as(Failed.class));
        case "wrong" -> Optional.of(new Wrong(line.text()));
        default -> Optional.empty();
      };
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
