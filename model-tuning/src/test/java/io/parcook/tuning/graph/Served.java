package io.parcook.tuning.graph;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.parcook.models.forecast.OnnxRuntime;
import io.parcook.models.onnx.OnnxGraph;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A graph on ONNX Runtime: the oracle.
final class Served implements AutoCloseable {

  private final OrtSession session;

  Served(OnnxGraph graph) throws OrtException {
    try (var options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      session = OnnxRuntime.environment().createSession(graph.bytes(), options);
    }
  }

  List<Result> run(List<Operand> operands) throws OrtException {
    Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
    try {
      for (Operand operand : operands) {
        inputs.put(operand.name(), tensor(operand));
      }
      try (OrtSession.Result outputs = session.run(inputs)) {
        List<Result> results = new ArrayList<>();
        for (var output : outputs) {
          results.add(Result.of((OnnxTensor) output.getValue()));
        }
        return results;
      }
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private static OnnxTensor tensor(Operand operand) throws OrtException {
    ByteBuffer bytes =
        ByteBuffer.allocateDirect(operand.bytes().length)
            .order(ByteOrder.nativeOrder())
            .put(operand.bytes())
            .flip()
            .order(ByteOrder.nativeOrder());
    OnnxJavaType type =
        switch (operand.type()) {
          case FLOAT -> OnnxJavaType.FLOAT;
          case INT64 -> OnnxJavaType.INT64;
          case BOOL -> OnnxJavaType.BOOL;
          default -> throw new AssertionError("No operand is of type " + operand.type());
        };
    return OnnxTensor.createTensor(OnnxRuntime.environment(), bytes, operand.shape(), type);
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
