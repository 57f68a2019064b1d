package io.parcook.tuning.graph;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDList;
import io.parcook.tuning.operator.Step;
import java.util.Set;

/// A node that is ready to run.
///
/// @param name its name in the file, for messages
/// @param inputs places of its inputs, [Names#NONE] for one that is not given
/// @param outputs places of its outputs, [Names#NONE] for one that nobody reads
record BoundNode(String operator, String name, Step step, int[] inputs, int[] outputs) {

  private static final Set<String> OF_SHAPE = Set.of("Shape", "Size");

  /// Whether it asks for a shape alone, which is fixed even for a weight.
  boolean asksForShapeAlone() {
    return OF_SHAPE.contains(operator);
  }

  /// Runs the node and puts what it gives into the frame.
  ///
  /// @throws IllegalArgumentException if its inputs do not go together
  void run(Frame frame) {
    NDList given;
    try {
      given = step.run(frame.operands(inputs));
    } catch (EngineException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException(
          "Cannot run "
              + operator
              + " (node '"
              + name
              + "') on "
              + frame.describe(inputs)
              + ": "
              + e.getMessage(),
          e);
    }
    for (int i = 0; i < outputs.length; i++) {
      if (outputs[i] != Names.NONE) {
        frame.put(outputs[i], given.get(i));
      }
    }
  }
}
