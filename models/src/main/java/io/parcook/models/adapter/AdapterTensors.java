package io.parcook.models.adapter;

import io.parcook.models.adapter.WeightOverride.LowRank;
import io.parcook.models.adapter.WeightOverride.Whole;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Overrides as the tensors of a file: a whole one under the initializer's name, a low-rank one as
/// two matrices, `name.lora_A` `[rows, rank]` and `name.lora_B` `[rank, columns]`.
final class AdapterTensors {

  private AdapterTensors() {}

  static NavigableMap<String, Tensor> of(Map<String, WeightOverride> overrides) {
    var tensors = new TreeMap<String, Tensor>();
    overrides.forEach(
        (name, change) -> {
          switch (change) {
            case Whole(float[] values, List<Long> shape) ->
                tensors.put(name, new Tensor(shape, values));
            case LowRank(int rows, int rank, int columns, float[] first, float[] second) -> {
              tensors.put(name + WeightOverride.FIRST, matrix(rows, rank, first));
              tensors.put(name + WeightOverride.SECOND, matrix(rank, columns, second));
            }
          }
        });
    return tensors;
  }

  /// @throws InvalidAdapterException if factors are not in pairs that fit
  static NavigableMap<String, WeightOverride> overrides(Map<String, Tensor> tensors) {
    var overrides = new TreeMap<String, WeightOverride>();
    tensors.forEach(
        (name, tensor) -> {
          if (name.endsWith(WeightOverride.FIRST)) {
            String stem = name.substring(0, name.length() - WeightOverride.FIRST.length());
            if (tensors.containsKey(stem)) {
              throw new InvalidAdapterException(new AdapterFault.BadFactors(stem));
            }
            overrides.put(stem, product(stem, tensor, tensors.get(stem + WeightOverride.SECOND)));
          } else if (name.endsWith(WeightOverride.SECOND)) {
            String stem = name.substring(0, name.length() - WeightOverride.SECOND.length());
            if (!tensors.containsKey(stem + WeightOverride.FIRST)) {
              throw new InvalidAdapterException(new AdapterFault.BadFactors(stem));
            }
          } else {
            overrides.put(name, new Whole(tensor.values(), tensor.shape()));
          }
        });
    return overrides;
  }

  private static LowRank product(String name, Tensor first, @Nullable Tensor second) {
    if (second == null
        || first.shape().size() != 2
        || second.shape().size() != 2
        || !first.shape().getLast().equals(second.shape().getFirst())
        || first.values().length == 0
        || second.values().length == 0) {
      throw new InvalidAdapterException(new AdapterFault.BadFactors(name));
    }
    return new LowRank(
        first.shape().getFirst().intValue(),
        first.shape().getLast().intValue(),
        second.shape().getLast().intValue(),
        first.values(),
        second.values());
  }

  private static Tensor matrix(long rows, long columns, float[] values) {
    return new Tensor(List.of(rows, columns), values);
  }
}
