package io.parcook.tuning.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/// A network on PyTorch. Parameters are copied onto the engine when first asked for and belong to
/// the manager: nothing outlives it, and a fresh copy has no gradient left from the step before.
final class EngineAlgebra implements Algebra<NDArray> {

  private final NDManager manager;
  private final boolean learning;
  private final Map<String, NDArray> arrays = new LinkedHashMap<>();

  /// @param learning whether learned parameters are to have gradients
  EngineAlgebra(NDManager manager, boolean learning) {
    this.manager = manager;
    this.learning = learning;
  }

  @Override
  public NDArray parameter(Parameter parameter) {
    return arrays.computeIfAbsent(parameter.name(), _ -> copy(parameter));
  }

  private NDArray copy(Parameter parameter) {
    NDArray array =
        manager.create(
            FloatBuffer.wrap(parameter.values()), new Shape(parameter.rows(), parameter.columns()));
    array.setRequiresGradient(learning && parameter.learned());
    return array;
  }

  @Override
  public NDArray affine(NDArray x, NDArray weight, NDArray bias) {
    return x.matMul(weight).add(bias);
  }

  @Override
  public NDArray columns(NDArray x, int from, int until) {
    return x.get(new NDIndex().addAllDim().addSliceDim(from, until));
  }

  @Override
  public NDArray join(NDArray left, NDArray right) {
    return NDArrays.concat(new NDList(left, right), 1);
  }

  @Override
  public NDArray runningSums(NDArray x) {
    return x.cumSum(1);
  }

  @Override
  public NDArray add(NDArray left, NDArray right) {
    return left.add(right);
  }

  @Override
  public NDArray subtract(NDArray left, NDArray right) {
    return left.sub(right);
  }

  @Override
  public NDArray multiply(NDArray left, NDArray right) {
    return left.mul(right);
  }

  @Override
  public NDArray relu(NDArray x) {
    return Activation.relu(x);
  }

  @Override
  public NDArray gelu(NDArray x) {
    return Activation.gelu(x);
  }

  @Override
  public NDArray softplus(NDArray x) {
    return Activation.softPlus(x);
  }
}
