package io.parcook.tuning.graph;

import java.util.List;
import java.util.stream.Collectors;

/// What came of reading a graph for tuning.
public sealed interface GraphReading {

  /// The graph runs on the engine. Whoever takes it closes it.
  record Tunable(TunableGraph graph) implements GraphReading {}

  /// The graph can be served but not tuned.
  ///
  /// @param obstacles all that stands in the way, in the order of the graph; never empty
  record ServeOnly(List<Obstacle> obstacles) implements GraphReading {

    public ServeOnly {
      obstacles = List.copyOf(obstacles);
    }

    /// What stands in the way, a sentence for each.
    public String message() {
      return "This model can be served but not tuned. "
          + obstacles.stream().map(Obstacle::message).collect(Collectors.joining(" "));
    }
  }
}
