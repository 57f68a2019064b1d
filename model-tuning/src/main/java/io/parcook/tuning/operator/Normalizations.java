package io.parcook.tuning.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Bringing values to mean 0 and variance 1, then scaling and shifting them.
final class Normalizations {

  private static final float EPSILON = 1e-5f;

  private Normalizations() {}

  static List<Definition> operators() {
    return List.of(
        new Definition("LayerNormalization", 17, Normalizations::layer),
        new Definition("BatchNormalization", 9, Normalizations::batch),
        new Definition("InstanceNormalization", 6, Normalizations::instance));
  }

  /// `LayerNormalization(X, Scale, B?) = (X − mean) / √(variance + epsilon) · Scale + B`, mean and
  /// variance over `axis` and all that follow, for each element of those before.
  private static Step layer(Node node) {
    long first = node.whole("axis", -1);
    float epsilon = node.number("epsilon", EPSILON);
    node.ignore("stash_type"); // the type in which mean and variance are computed
    if (node.gives(1) || node.gives(2)) {
      throw new UnsupportedNodeException("its outputs Mean or InvStdDev are read");
    }
    return Step.giving(
        in -> {
          NDArray x = in.get(0);
          Shape shape = x.getShape();
          Shape normalized = shape.slice(Axes.of(first, shape.dimension()));
          NDArray scale = in.get(1).broadcast(normalized);
          NDArray bias = in.has(2) ? in.get(2).broadcast(normalized) : in.scope().zeros(normalized);
          return x.getNDArrayInternal()
              .layerNorm(x, normalized, scale, bias, epsilon)
              .singletonOrThrow();
        });
  }

  /// `BatchNormalization(X, scale, B, mean, var) = (X − mean) / √(var + epsilon) · scale + B`, each
  /// of the four one number for a channel, the second axis of X: what serving computes. Statistics
  /// of the batch, `training_mode`, are none that a store's few rows could give.
  private static Step batch(Node node) {
    if (node.flag("training_mode", false)) {
      throw new UnsupportedNodeException("training_mode = 1; export the network for inference");
    }
    float epsilon = node.number("epsilon", EPSILON);
    node.ignore("momentum");
    return Step.giving(
        in -> {
          int rank = in.get(0).getShape().dimension();
          NDArray deviation = in.get(4).add(epsilon).sqrt();
          NDArray scale = in.get(1).div(deviation);
          NDArray shift = in.get(2).sub(in.get(3).mul(scale));
          return in.get(0).mul(byChannel(scale, rank)).add(byChannel(shift, rank));
        });
  }

  /// `InstanceNormalization(input, scale, B)`: as [#layer], mean and variance over all axes after
  /// the channels, for each row of the batch and each channel; scale and B one number a channel.
  private static Step instance(Node node) {
    float epsilon = node.number("epsilon", EPSILON);
    return Step.giving(
        in -> {
          NDArray x = in.get(0);
          int rank = x.getShape().dimension();
          NDArray centred = x.sub(mean(x, 2));
          NDArray variance = mean(centred.mul(centred), 2);
          return centred
              .div(variance.add(epsilon).sqrt())
              .mul(byChannel(in.get(1), rank))
              .add(byChannel(in.get(2), rank));
        });
  }

  /// The mean over an axis and all that follow, which stay with length 1.
  static NDArray mean(NDArray x, int first) {
    int[] axes = IntStream.range(first, x.getShape().dimension()).toArray();
    return x.sum(axes, true).div(x.getShape().slice(first).size());
  }

  /// One number for each channel, in the shape that broadcasts to [batch, channels, …].
  private static NDArray byChannel(NDArray values, int rank) {
    long[] shape = new long[Math.max(1, rank - 1)];
    Arrays.fill(shape, 1);
    shape[0] = values.size();
    return values.reshape(shape);
  }
}
