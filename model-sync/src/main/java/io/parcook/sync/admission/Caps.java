package io.parcook.sync.admission;

import io.parcook.models.onnx.OnnxGraph;
import java.time.Duration;

/// What a model may be and take. Far above any model that this product makes, far below what hurts
/// a store.
///
/// @param bytes of the file
/// @param parts protobuf messages in the file: nodes, attributes, tensors and all else
/// @param nodes of the graph
/// @param elements of all tensors together
/// @param depth of messages within messages
/// @param run longest that one run of a whole store's rows may take on this machine
public record Caps(long bytes, int parts, int nodes, long elements, int depth, Duration run) {

  public static final Caps DEFAULT =
      new Caps(OnnxGraph.MOST_BYTES, 200_000, 20_000, 16L << 20, 12, Duration.ofMillis(500));
}
