package io.parcook.models.adapter;

import java.util.List;

/// How an adapter changes one initializer of its base. The arrays are not copied; nobody writes to
/// them again.
public sealed interface WeightOverride {

  /// What a low-rank change's first factor is called after the initializer.
  String FIRST = ".lora_A";

  /// What its second factor is called.
  String SECOND = ".lora_B";

  /// The shape of the weights that it changes.
  List<Long> shape();

  /// New values.
  ///
  /// @param values row-major
  /// @param shape as the base's
  record Whole(float[] values, List<Long> shape) implements WeightOverride {

    public Whole {
      shape = List.copyOf(shape);
      require(shape.stream().reduce(1L, Math::multiplyExact) == values.length, "one value a cell");
    }
  }

  /// The base's matrix plus `first · second` (Hu et al., *LoRA: Low-Rank Adaptation of Large
  /// Language Models*, ICLR 2022): few numbers for a large matrix. The product is merged into the
  /// weights before they serve, so it costs nothing then.
  ///
  /// @param first `rows × rank`, row-major
  /// @param second `rank × columns`, row-major
  record LowRank(int rows, int rank, int columns, float[] first, float[] second)
      implements WeightOverride {

    public LowRank {
      require(rows > 0 && rank > 0 && columns > 0, "a matrix");
      require(first.length == (long) rows * rank, "rows times rank values in the first factor");
      require(second.length == (long) rank * columns, "rank times columns in the second factor");
    }

    @Override
    public List<Long> shape() {
      return List.of((long) rows, (long) columns);
    }
  }

  /// The changed weights.
  ///
  /// @param base the initializer's own values, of [#shape]; not written to
  default float[] on(float[] base) {
    return switch (this) {
      case Whole(float[] values, _) -> values.clone();
      case LowRank(int rows, int rank, int columns, float[] first, float[] second) -> {
        float[] sum = base.clone();
        for (int row = 0; row < rows; row++) {
          for (int column = 0; column < columns; column++) {
            double change = 0;
            for (int k = 0; k < rank; k++) {
              change += (double) first[row * rank + k] * second[k * columns + column];
            }
            sum[row * columns + column] = (float) (base[row * columns + column] + change);
          }
        }
        yield sum;
      }
    };
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException("An override has " + what);
    }
  }
}
