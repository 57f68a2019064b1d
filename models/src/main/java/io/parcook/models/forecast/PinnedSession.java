package io.parcook.models.forecast;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An ONNX Runtime session that reads from and writes to two buffers of its own, made once: a run
/// copies nothing and leaves a few hundred bytes of garbage.
///
/// ONNX Runtime wants a tensor object for each shape. The tensors over the buffers' first rows are
/// kept for two row counts, the full one and the last other: a long batch is full runs and a rest.
final class PinnedSession implements AutoCloseable {

  static final String INPUT = "features";
  static final String OUTPUT = "quantiles";

  private final OrtSession session;
  private final int columns;
  private final int levels;
  private final int mostRows;
  private final FloatBuffer input;
  private final FloatBuffer output;
  private @Nullable Bound full;
  private @Nullable Bound other;

  /// Tensors over the first rows of both buffers, in the maps that a run takes.
  private record Bound(
      int rows,
      OnnxTensor in,
      OnnxTensor out,
      Map<String, OnnxTensor> inputs,
      Map<String, OnnxTensor> outputs) {

    void close() {
      in.close();
      out.close();
    }
  }

  PinnedSession(OrtSession session, int columns, int levels, int mostRows) {
    this.session = session;
    this.columns = columns;
    this.levels = levels;
    this.mostRows = mostRows;
    input = direct(mostRows * columns);
    output = direct(mostRows * levels);
  }

  int mostRows() {
    return mostRows;
  }

  /// The input of the next run, row-major; the same buffer at each call, from its first row.
  FloatBuffer input() {
    return input.clear();
  }

  /// Runs the model on the first rows of [#input].
  ///
  /// @return its output, row-major; the same buffer at each call, valid until the next run
  FloatBuffer run(int rows) throws OrtException {
    Bound bound = bound(rows);
    try (OrtSession.Result _ = session.run(bound.inputs, bound.outputs)) {
      return output.clear().limit(rows * levels);
    }
  }

  private Bound bound(int rows) throws OrtException {
    if (rows < 1 || rows > mostRows) {
      throw new IllegalArgumentException("rows are 1 to " + mostRows + "; they are " + rows);
    }
    Bound known = rows == mostRows ? full : other;
    if (known != null && known.rows == rows) {
      return known;
    }
    Bound fresh = bind(rows);
    if (rows == mostRows) {
      full = fresh;
    } else {
      if (other != null) {
        other.close();
      }
      other = fresh;
    }
    return fresh;
  }

  private Bound bind(int rows) throws OrtException {
    OnnxTensor in = tensor(input, rows, columns);
    try {
      OnnxTensor out = tensor(output, rows, levels);
      return new Bound(rows, in, out, Map.of(INPUT, in), Map.of(OUTPUT, out));
    } catch (OrtException e) {
      in.close();
      throw e;
    }
  }

  private static OnnxTensor tensor(FloatBuffer buffer, int rows, int width) throws OrtException {
    return OnnxTensor.createTensor(
        OnnxRuntime.environment(), buffer.clear().slice(0, rows * width), new long[] {rows, width});
  }

  private static FloatBuffer direct(int floats) {
    return ByteBuffer.allocateDirect(Math.multiplyExact(floats, Float.BYTES))
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  @Override
  public void close() {
    if (full != null) {
      full.close();
    }
    if (other != null) {
      other.close();
    }
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime could not close a session", e);
    }
  }
}
