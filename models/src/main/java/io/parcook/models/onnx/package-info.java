/// Reading and patching ONNX graphs.
@org.jspecify.annotations.NullMarked
package io.parcook.models.onnx;
