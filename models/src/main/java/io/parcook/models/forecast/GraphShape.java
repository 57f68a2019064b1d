package io.parcook.models.forecast;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.parcook.models.card.ModelCard;
import java.util.Map;

/// Whether a graph's inputs and outputs are those its card promises.
final class GraphShape {

  private GraphShape() {}

  /// @throws UnusableModelException saying what the graph has and what it should have
  static void check(OrtSession session, ModelCard card) throws OrtException {
    if (session.getNumInputs() != 1) {
      throw new UnusableModelException(
          "Model '"
              + card.version()
              + "' wants inputs "
              + session.getInputNames()
              + "; a model has one, '"
              + PinnedSession.INPUT
              + "'.");
    }
    check(session.getInputInfo(), PinnedSession.INPUT, card.features().size(), card);
    check(session.getOutputInfo(), PinnedSession.OUTPUT, card.quantiles().size(), card);
  }

  private static void check(
      Map<String, NodeInfo> values, String name, int columns, ModelCard card) {
    NodeInfo node = values.get(name);
    boolean fits =
        node != null
            && node.getInfo() instanceof TensorInfo tensor
            && tensor.type == OnnxJavaType.FLOAT
            && tensor.getShape().length == 2
            && tensor.getShape()[0] == -1
            && (tensor.getShape()[1] == columns || tensor.getShape()[1] == -1);
    if (!fits) {
      throw new UnusableModelException(
          "By its card, model '"
              + card.version()
              + "' has '"
              + name
              + "' float[rows, "
              + columns
              + "] with any number of rows; its graph has "
              + (node == null ? values.keySet() : node.getInfo())
              + ".");
    }
  }
}
