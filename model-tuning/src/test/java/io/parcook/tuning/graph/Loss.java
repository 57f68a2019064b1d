package io.parcook.tuning.graph;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/// One number that a graph's outputs are worth.
interface Loss {

  NDArray of(NDManager scope, NDArray outputs);

  /// The outputs' sum, each times its own weight.
  record Weighted(float[] weights) implements Loss {

    @Override
    public NDArray of(NDManager scope, NDArray outputs) {
      return outputs.mul(scope.create(weights, outputs.getShape())).sum();
    }
  }

  /// The mean pinball loss of quantiles.
  ///
  /// @param sold what was sold, one for each row
  record Pinball(float[] sold) implements Loss {

    @Override
    public NDArray of(NDManager scope, NDArray outputs) {
      var levels = new float[Exported.LEVELS.length];
      for (int i = 0; i < levels.length; i++) {
        levels[i] = (float) Exported.LEVELS[i];
      }
      NDArray over = scope.create(sold, new Shape(sold.length, 1)).sub(outputs);
      NDArray level = scope.create(levels);
      return level.mul(over).maximum(level.sub(1).mul(over)).mean();
    }

    /// The same, computed plainly.
    double of(double[] outputs) {
      double sum = 0;
      for (int i = 0; i < outputs.length; i++) {
        double level = Exported.LEVELS[i % Exported.LEVELS.length];
        double over = sold[i / Exported.LEVELS.length] - outputs[i];
        sum += Math.max(level * over, (level - 1) * over);
      }
      return sum / outputs.length;
    }
  }
}
