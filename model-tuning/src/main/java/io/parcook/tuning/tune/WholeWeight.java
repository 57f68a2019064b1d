package io.parcook.tuning.tune;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.parcook.models.adapter.WeightOverride;
import io.parcook.models.onnx.Initializer;
import java.util.List;

/// New values for an initializer.
final class WholeWeight implements TunedWeight {

  private final Initializer initializer;
  private final float[] base;
  private final float[] values;

  WholeWeight(Initializer initializer, float[] base) {
    this.initializer = initializer;
    this.base = base;
    this.values = base.clone();
  }

  @Override
  public String name() {
    return initializer.name();
  }

  @Override
  public List<float[]> values() {
    return List.of(values);
  }

  @Override
  public NDArray on(NDManager scope, List<NDArray> learned) {
    long[] shape = initializer.shape().stream().mapToLong(Long::longValue).toArray();
    NDArray array = TunedWeight.copy(scope, values, new Shape(shape), true);
    learned.add(array);
    return array;
  }

  @Override
  public void shrink(double keep) {
    for (int i = 0; i < values.length; i++) {
      values[i] = base[i] + (float) keep * (values[i] - base[i]);
    }
  }

  @Override
  public double moved() {
    double squares = 0;
    for (int i = 0; i < values.length; i++) {
      double apart = (double) values[i] - base[i];
      squares += apart * apart;
    }
    return Math.sqrt(squares) / TunedWeight.measure(base);
  }

  @Override
  public WeightOverride override() {
    return new WeightOverride.Whole(values.clone(), initializer.shape());
  }
}
