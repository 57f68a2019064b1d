package io.parcook.tuning.train;

import io.parcook.models.onnx.GraphBuilder;
import io.parcook.models.onnx.GraphBuilder.Value;
import java.util.HashMap;
import java.util.Map;

/// A network as ONNX nodes. Each parameter becomes one initializer of its own name.
final class GraphAlgebra implements Algebra<Value> {

  private final GraphBuilder graph;
  private final Map<String, Value> initializers = new HashMap<>();

  GraphAlgebra(GraphBuilder graph) {
    this.graph = graph;
  }

  @Override
  public Value parameter(Parameter parameter) {
    return initializers.computeIfAbsent(
        parameter.name(),
        name ->
            parameter.rows() == 1
                ? graph.floats(name, parameter.values(), parameter.columns())
                : graph.floats(name, parameter.values(), parameter.rows(), parameter.columns()));
  }

  @Override
  public Value affine(Value x, Value weight, Value bias) {
    return graph.gemm(x, weight, bias);
  }

  @Override
  public Value columns(Value x, int from, int until) {
    return graph.slice(x, 1, from, until);
  }

  @Override
  public Value join(Value left, Value right) {
    return graph.concat(1, left, right);
  }

  @Override
  public Value runningSums(Value x) {
    return graph.cumSum(x, 1);
  }

  @Override
  public Value add(Value left, Value right) {
    return graph.add(left, right);
  }

  @Override
  public Value subtract(Value left, Value right) {
    return graph.sub(left, right);
  }

  @Override
  public Value multiply(Value left, Value right) {
    return graph.mul(left, right);
  }

  @Override
  public Value relu(Value x) {
    return graph.relu(x);
  }

  @Override
  public Value gelu(Value x) {
    return graph.gelu(x);
  }

  @Override
  public Value softplus(Value x) {
    return graph.softplus(x);
  }
}
