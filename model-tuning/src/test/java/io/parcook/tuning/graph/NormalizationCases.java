package io.parcook.tuning.graph;

import static io.parcook.tuning.graph.OperatorCase.row;

import java.util.List;

/// Normalizations, and shares of a whole.
final class NormalizationCases {

  private NormalizationCases() {}

  static List<OperatorCase> rows() {
    return List.of(
        row(
            "LayerNormalization",
            "of the last axis",
            s -> {
              int width = 2 + s.dim();
              s.floats(s.dim(), s.dim(), width).floats(width).floats(width);
            }),
        row(
            "LayerNormalization",
            "of the last two axes, without a bias",
            s -> {
              int rows = s.dim();
              int width = s.dim();
              s.floats(s.dim(), rows, width).floats(rows, width);
              s.attribute("axis", 1).attribute("epsilon", 0.1f).attribute("stash_type", 1);
            }),
        row(
            "LayerNormalization",
            "with one scale for all",
            s -> s.floats(s.dim(), 5).floats(1).floats(5).attribute("axis", -1)),
        row(
            "BatchNormalization",
            "of a series",
            s -> {
              int channels = s.dim();
              s.floats(s.dim(), channels, 4).floats(channels).floats(channels).floats(channels);
              s.between(0.5, 2, channels).attribute("epsilon", 0.01f).attribute("momentum", 0.9f);
            }),
        row(
                "BatchNormalization",
                "of rows, as exported for inference",
                s -> {
                  int channels = s.dim();
                  s.floats(s.dim(), channels).floats(channels).floats(channels).floats(channels);
                  s.between(0.5, 2, channels).attribute("training_mode", 0);
                })
            .since(14),
        row(
            "InstanceNormalization",
            "of a series",
            s -> {
              int channels = s.dim();
              s.floats(s.dim(), channels, 5).floats(channels).floats(channels);
            }),
        row(
            "InstanceNormalization",
            "of two axes",
            s -> s.floats(2, 2, 3, s.dim()).floats(2).floats(2).attribute("epsilon", 0.1f)),
        row("Softmax", "of the last axis", s -> s.floats(s.dim(), s.dim())),
        row("Softmax", "of a middle axis", s -> s.floats(2, s.dim(), 3).attribute("axis", 1)),
        row("Softmax", "of a negative axis", s -> s.floats(s.dim(), 3, 2).attribute("axis", -3)),
        row("LogSoftmax", "of the last axis", s -> s.floats(s.dim(), s.dim())),
        row("LogSoftmax", "of the first axis", s -> s.floats(s.dim(), 3).attribute("axis", 0)));
  }
}
