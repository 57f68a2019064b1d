/// Trains a model from rows and writes it as one ONNX file with its card.
@org.jspecify.annotations.NullMarked
package io.parcook.tuning.train;
