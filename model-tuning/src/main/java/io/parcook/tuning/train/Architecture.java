package io.parcook.tuning.train;

import java.util.List;

/// The shape of a network.
///
/// @param widths neurons of each hidden layer, first to last
/// @param activation what follows each hidden layer
/// @param head how the last layer becomes quantiles
public record Architecture(List<Integer> widths, Activation activation, Head head) {

  public enum Activation {
    GELU,
    RELU
  }

  public enum Head {
    /// Each quantile is its own output; whoever serves it sorts them.
    DIRECT,
    /// The lowest quantile, and a positive step (softplus) from each to the next: never crosses.
    CUMULATIVE
  }

  public static final Architecture DEFAULT =
      new Architecture(List.of(128, 128, 64), Activation.GELU, Head.DIRECT);

  public Architecture {
    widths = List.copyOf(widths);
    if (widths.isEmpty() || widths.stream().anyMatch(width -> width < 1)) {
      throw new IllegalArgumentException(
          "An architecture needs hidden layers of at least one neuron; it has " + widths);
    }
  }

  <T> T activate(Algebra<T> on, T x) {
    return switch (activation) {
      case GELU -> on.gelu(x);
      case RELU -> on.relu(x);
    };
  }
}
