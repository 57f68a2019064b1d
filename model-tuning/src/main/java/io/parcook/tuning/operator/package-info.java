/// ONNX operators on PyTorch arrays: each a small unit that reads its node's attributes once and
/// then runs step after step, differentiable wherever the operator is. The contract of each is its
/// page in the ONNX specification (<https://onnx.ai/onnx/operators/>), opset 13 to 21.
@org.jspecify.annotations.NullMarked
package io.parcook.tuning.operator;
