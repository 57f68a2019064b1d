package io.parcook.tuning.graph;

import static io.parcook.tuning.graph.OperatorCase.row;

import java.util.List;
import java.util.stream.Stream;

/// Convolutions and pools.
final class WindowCases {

  private WindowCases() {}

  static List<OperatorCase> rows() {
    return Stream.of(convolutions(), averages(), maxima()).flatMap(List::stream).toList();
  }

  private static List<OperatorCase> convolutions() {
    return List.of(
        row(
            "Conv",
            "of one axis",
            s -> {
              int channels = s.dim();
              int outputs = s.dim();
              s.floats(s.dim(), channels, 6).floats(outputs, channels, 3).floats(outputs);
            }),
        row(
            "Conv",
            "of one axis, without a bias, every attribute stated",
            s ->
                s.floats(2, 2, 9)
                    .floats(3, 2, 3)
                    .attribute("kernel_shape", List.of(3L))
                    .attribute("strides", List.of(2L))
                    .attribute("dilations", List.of(2L))
                    .attribute("pads", List.of(3L, 1L))
                    .attribute("auto_pad", "NOTSET")),
        row(
            "Conv",
            "in groups",
            s -> s.floats(s.dim(), 4, 5).floats(6, 2, 2).floats(6).attribute("group", 2)),
        row(
            "Conv",
            "of each channel by itself",
            s -> s.floats(s.dim(), 3, 5).floats(3, 1, 3).floats(3).attribute("group", 3)),
        row(
            "Conv",
            "padded to the same length, more behind",
            s ->
                s.floats(2, 2, 5 + s.dim())
                    .floats(2, 2, 4)
                    .attribute("auto_pad", "SAME_UPPER")
                    .attribute("strides", List.of(2L))),
        row(
            "Conv",
            "padded to the same length, more before",
            s -> s.floats(2, 2, 5 + s.dim()).floats(2, 2, 4).attribute("auto_pad", "SAME_LOWER")),
        row(
            "Conv",
            "of what is there alone",
            s -> s.floats(2, 2, 6).floats(2, 2, 3).attribute("auto_pad", "VALID")),
        row(
            "Conv",
            "of two axes",
            s ->
                s.floats(2, 2, 4, 5)
                    .floats(3, 2, 2, 3)
                    .floats(3)
                    .attribute("pads", List.of(1L, 0L, 0L, 2L))));
  }

  private static List<OperatorCase> averages() {
    return List.of(
        row("AveragePool", "side by side", s -> pool(s.floats(s.dim(), s.dim(), 6), 2, 2)),
        row("AveragePool", "overlapping", s -> pool(s.floats(2, s.dim(), 7), 3, 2)),
        row(
            "AveragePool",
            "padded, padding not counted",
            s -> pool(s.floats(2, 2, 7), 3, 2).attribute("pads", List.of(2L, 1L))),
        row(
            "AveragePool",
            "padded, padding counted",
            s ->
                pool(s.floats(2, 2, 7), 3, 2)
                    .attribute("pads", List.of(2L, 1L))
                    .attribute("count_include_pad", 1)),
        row(
            "AveragePool",
            "with a last window that is cut short",
            s -> pool(s.floats(2, 2, 8), 3, 3).attribute("ceil_mode", 1)),
        row(
            "AveragePool",
            "with a last window that is cut short, padding counted",
            s ->
                pool(s.floats(2, 2, 8), 3, 2)
                    .attribute("ceil_mode", 1)
                    .attribute("pads", List.of(1L, 0L))
                    .attribute("count_include_pad", 1)),
        row(
            "AveragePool",
            "padded to the same length",
            s -> pool(s.floats(2, 2, 7), 4, 2).attribute("auto_pad", "SAME_UPPER")),
        row(
                "AveragePool",
                "dilated",
                s -> pool(s.floats(2, 2, 8), 3, 2).attribute("dilations", List.of(2L)))
            .since(19),
        row(
            "AveragePool",
            "of two axes",
            s ->
                s.floats(2, 2, 4, 5)
                    .attribute("kernel_shape", List.of(2L, 3L))
                    .attribute("pads", List.of(1L, 0L, 0L, 1L))),
        row("GlobalAveragePool", "of one axis", s -> s.floats(s.dim(), s.dim(), 5)),
        row("GlobalAveragePool", "of two axes", s -> s.floats(s.dim(), 2, 3, s.dim())));
  }

  private static List<OperatorCase> maxima() {
    return List.of(
        row("MaxPool", "side by side", s -> pool(s.floats(s.dim(), s.dim(), 6), 2, 2)),
        row("MaxPool", "of one element", s -> pool(s.floats(2, 2, 5), 1, 1)),
        row(
            "MaxPool",
            "padded and dilated",
            s ->
                pool(s.floats(2, 2, 9), 3, 2)
                    .attribute("pads", List.of(1L, 2L))
                    .attribute("dilations", List.of(2L))
                    .attribute("storage_order", 0)),
        row(
            "MaxPool",
            "with a last window that is cut short",
            s -> pool(s.floats(2, 2, 8), 3, 3).attribute("ceil_mode", 1)),
        row(
            "MaxPool",
            "padded to the same length, more before",
            s -> pool(s.floats(2, 2, 7), 4, 2).attribute("auto_pad", "SAME_LOWER")),
        row(
            "MaxPool",
            "of two axes",
            s ->
                s.floats(2, 2, 4, 5)
                    .attribute("kernel_shape", List.of(2L, 2L))
                    .attribute("strides", List.of(1L, 2L))));
  }

  private static Setup pool(Setup setup, long width, long stride) {
    return setup.attribute("kernel_shape", List.of(width)).attribute("strides", List.of(stride));
  }
}
