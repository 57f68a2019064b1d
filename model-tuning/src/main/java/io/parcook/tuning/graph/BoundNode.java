package io.parcook.tuning.graph;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDList;
import io.parcook.tuning.operator.Step;

/// A node that is ready to run.
///
/// @param what the operator and the node's name, for messages
/// @param inputs places of its inputs, [Names#NONE] for one that is not given
/// @param outputs places of its outputs, [Names#NONE] for one that nobody reads
record BoundNode(String what, Step step, int[] inputs, int[] outputs) {

  /// Runs the node and puts what it gives into the frame.
  ///
  /// @throws IllegalArgumentException if its inputs do not go together
  void run(Frame frame) {
    NDList given;
    try {
      given = step.run(frame.operands(inputs));
    } catch (EngineException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException(
          "Cannot run " + what + " on " + frame.describe(inputs) + ": " + e.getMessage(), e);
    }
    for (int i = 0; i < outputs.length; i++) {
      if (outputs[i] != Names.NONE) {
        frame.put(outputs[i], given.get(i));
      }
    }
  }
}
