package io.parcook.tuning.operator;

/// An operator in the registry.
///
/// @param name as in the standard domain of ONNX
/// @param since the first opset that has it; what changed in later ones, its code tells apart
record Definition(String name, int since, Operator operator) {}
