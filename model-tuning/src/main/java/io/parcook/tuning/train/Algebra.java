package io.parcook.tuning.train;

/// The operations that a [Network] is made of, on some engine's tensors. The network is written
/// once against this: PyTorch arrays train it, ONNX nodes carry it to the store.
///
/// Shapes broadcast as in NumPy; every tensor has two dimensions.
///
/// @param <T> the engine's tensor
interface Algebra<T> {

  /// The tensor of one of the network's parameters.
  T parameter(Parameter parameter);

  /// `x · weight + bias`, the bias once for each row.
  T affine(T x, T weight, T bias);

  /// The columns `from` (inclusive) to `until` (exclusive).
  T columns(T x, int from, int until);

  /// The columns of both, left to right.
  T join(T left, T right);

  /// Sums of each row from its first column to each.
  T runningSums(T x);

  T add(T left, T right);

  T subtract(T left, T right);

  T multiply(T left, T right);

  T relu(T x);

  /// `x · Φ(x)` with the exact normal distribution function.
  T gelu(T x);

  /// `ln(1 + eˣ)`.
  T softplus(T x);
}
