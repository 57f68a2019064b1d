package io.parcook.models.night;

import io.parcook.models.child.ChildLine;
import java.util.LinkedHashMap;
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
    return switch (this) {
      case Progress(NightProgress progress) -> ChildLine.write("progress", progress);
      case Better better -> ChildLine.write("better", better);
      case Kept(String reason, Optional<NightFigures> figures, Optional<GateReport> gate) -> {
        var kept = new LinkedHashMap<String, Object>();
        kept.put("reason", reason);
        figures.ifPresent(value -> kept.put("figures", value));
        gate.ifPresent(value -> kept.put("gate", value));
        yield ChildLine.write("kept", kept);
      }
      case Wrong wrong -> ChildLine.write("wrong", wrong);
    };
  }

  /// Reads a line; empty if it is none, such as what a library prints.
  static Optional<NightLine> read(String text) {
    return ChildLine.read(text).flatMap(NightLine::of);
  }

  private static Optional<NightLine> of(ChildLine line) {
    try {
      return switch (line.kind()) {
        case "progress" -> Optional.of(new Progress(line.as(NightProgress.class)));
        case "better" ->
            Optional.of(
                new Better(
                    line.required("figures", NightFigures.class),
                    line.required("gate", GateReport.class)));
        case "kept" ->
            Optional.of(
                new Kept(
                    line.text("reason"),
                    line.part("figures", NightFigures.class),
                    line.part("gate", GateReport.class)));
        case "wrong" -> Optional.of(new Wrong(line.text("reason")));
        default -> Optional.empty();
      };
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
