package io.parcook.bench.cloud;

import io.parcook.models.card.CardProperties;
import io.parcook.models.forecast.BaseModel;
import io.parcook.models.onnx.OnnxGraph;
import io.parcook.models.onnx.Seal;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.zip.Deflater;

/// The shipped model, the same with another head, and what a head weighs.
public final class Heads {

  private static final List<String> HEAD = List.of("head.weight", "head.bias");

  private Heads() {}

  /// The shipped model's file.
  public static byte[] shipped() {
    return BaseModel.bytes().orElseThrow(() -> new IllegalStateException("No shipped model here"));
  }

  /// The model with every weight of its head moved a little, as training the head alone does.
  ///
  /// @param number names it, and draws the changes
  public static byte[] moved(byte[] onnx, int number) {
    OnnxGraph graph = OnnxGraph.parse(onnx, OnnxGraph.MOST_BYTES);
    RandomGenerator random = new Random(number);
    Map<String, float[]> head = new TreeMap<>();
    for (String name : HEAD) {
      float[] values = graph.floats(name);
      for (int i = 0; i < values.length; i++) {
        values[i] += (float) (0.01 * random.nextGaussian());
      }
      head.put(name, values);
    }
    Map<String, String> card = new TreeMap<>(graph.metadata());
    card.put(CardProperties.VERSION, "base-" + number);
    return Seal.on(graph.withFloats(head).withMetadata(card)).bytes();
  }

  /// Bytes of the head alone, deflated: no update of a head can cost less.
  public static int deflated(byte[] onnx) {
    OnnxGraph graph = OnnxGraph.parse(onnx, OnnxGraph.MOST_BYTES);
    try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION)) {
      int bytes = 0;
      byte[] out = new byte[1 << 16];
      for (String name : HEAD) {
        float[] values = graph.floats(name);
        ByteBuffer raw = ByteBuffer.allocate(4 * values.length);
        raw.asFloatBuffer().put(values);
        deflater.reset();
        deflater.setInput(raw.array());
        deflater.finish();
        while (!deflater.finished()) {
          bytes += deflater.deflate(out);
        }
      }
      return bytes;
    }
  }
}
