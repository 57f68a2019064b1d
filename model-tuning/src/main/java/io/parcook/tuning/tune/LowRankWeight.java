package io.parcook.tuning.tune;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.parcook.models.adapter.WeightOverride;
import io.parcook.models.onnx.Initializer;
import java.util.List;
import java.util.random.RandomGenerator;

/// A matrix changed by the product of two thin ones. The first begins random, the second as
/// nothing, so that the change begins as nothing.
final class LowRankWeight implements TunedWeight {

  private final Initializer initializer;
  private final float[] base;
  private final int rows;
  private final int columns;
  private final int rank;
  private final float[] first;
  private final float[] second;

  LowRankWeight(Initializer initializer, float[] base, int rank, RandomGenerator random) {
    this.initializer = initializer;
    this.base = base;
    this.rank = rank;
    rows = initializer.shape().getFirst().intValue();
    columns = initializer.shape().getLast().intValue();
    first = new float[rows * rank];
    second = new float[rank * columns];
    double deviation = 1 / Math.sqrt(rows);
    for (int i = 0; i < first.length; i++) {
      first[i] = (float) random.nextGaussian(0, deviation);
    }
  }

  @Override
  public String name() {
    return initializer.name();
  }

  @Override
  public List<float[]> values() {
    return List.of(first, second);
  }

  @Override
  public NDArray on(NDManager scope, List<NDArray> learned) {
    NDArray left = TunedWeight.copy(scope, first, new Shape(rows, rank), true);
    NDArray right = TunedWeight.copy(scope, second, new Shape(rank, columns), true);
    learned.add(left);
    learned.add(right);
    return TunedWeight.copy(scope, base, new Shape(rows, columns), false).add(left.matMul(right));
  }

  @Override
  public void shrink(double keep) {
    for (int i = 0; i < second.length; i++) {
      second[i] *= (float) keep;
    }
  }

  /// The length of a product of thin matrices from their Gram matrices: `‖AB‖² = tr(AᵀA · BBᵀ)`.
  @Override
  public double moved() {
    double squares = 0;
    for (int i = 0; i < rank; i++) {
      for (int j = 0; j < rank; j++) {
        double left = 0;
        for (int row = 0; row < rows; row++) {
          left += (double) first[row * rank + i] * first[row * rank + j];
        }
        double right = 0;
        for (int column = 0; column < columns; column++) {
          right += (double) second[i * columns + column] * second[j * columns + column];
        }
        squares += left * right;
      }
    }
    return Math.sqrt(Math.max(0, squares)) / TunedWeight.measure(base);
  }

  @Override
  public WeightOverride override() {
    return new WeightOverride.LowRank(rows, rank, columns, first.clone(), second.clone());
  }
}
