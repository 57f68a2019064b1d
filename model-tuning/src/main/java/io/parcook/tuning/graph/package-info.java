/// One ONNX graph, two engines: ONNX Runtime serves it, and here the same graph is read onto
/// PyTorch arrays, so that its weights have gradients.
@org.jspecify.annotations.NullMarked
package io.parcook.tuning.graph;
