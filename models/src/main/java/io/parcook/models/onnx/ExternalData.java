package io.parcook.models.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TrainingInfoProto;
import java.util.Optional;
import java.util.stream.Stream;

/// Looks for a tensor whose values lie in another file, wherever a tensor may sit: initializers,
/// attributes, subgraphs, functions, training. Field by field, since a walk over the message's
/// descriptors costs a store 40 ms of its start; the test goes by the descriptors.
final class ExternalData {

  private ExternalData() {}

  /// The name of the first such tensor.
  static Optional<String> in(ModelProto model) {
    return Stream.of(
            inGraph(model.getGraph()),
            model.getFunctionsList().stream().flatMap(ExternalData::inFunction),
            model.getTrainingInfoList().stream().flatMap(ExternalData::inTraining))
        .flatMap(tensors -> tensors)
        .filter(ExternalData::isOutside)
        .map(TensorProto::getName)
        .findFirst();
  }

  private static boolean isOutside(TensorProto tensor) {
    return tensor.getExternalDataCount() > 0
        || tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL;
  }

  private static Stream<TensorProto> inGraph(GraphProto graph) {
    return Stream.of(
            graph.getInitializerList().stream(),
            graph.getSparseInitializerList().stream().flatMap(ExternalData::inSparse),
            graph.getNodeList().stream().flatMap(ExternalData::inNode))
        .flatMap(tensors -> tensors);
  }

  private static Stream<TensorProto> inNode(NodeProto node) {
    return node.getAttributeList().stream().flatMap(ExternalData::inAttribute);
  }

  private static Stream<TensorProto> inAttribute(AttributeProto attribute) {
    return Stream.of(
            Stream.of(attribute.getT()),
            attribute.getTensorsList().stream(),
            inSparse(attribute.getSparseTensor()),
            attribute.getSparseTensorsList().stream().flatMap(ExternalData::inSparse),
            attribute.hasG() ? inGraph(attribute.getG()) : Stream.<TensorProto>empty(),
            attribute.getGraphsList().stream().flatMap(ExternalData::inGraph))
        .flatMap(tensors -> tensors);
  }

  private static Stream<TensorProto> inSparse(SparseTensorProto sparse) {
    return Stream.of(sparse.getValues(), sparse.getIndices());
  }

  private static Stream<TensorProto> inFunction(FunctionProto function) {
    return Stream.concat(
        function.getNodeList().stream().flatMap(ExternalData::inNode),
        function.getAttributeProtoList().stream().flatMap(ExternalData::inAttribute));
  }

  private static Stream<TensorProto> inTraining(TrainingInfoProto training) {
    return Stream.concat(inGraph(training.getInitialization()), inGraph(training.getAlgorithm()));
  }
}
