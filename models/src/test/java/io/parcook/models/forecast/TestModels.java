package io.parcook.models.forecast;

import io.parcook.models.card.CardProperties;
import io.parcook.models.card.ModelCard;
import io.parcook.models.onnx.GraphBuilder;
import io.parcook.models.onnx.OnnxGraph;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Small models with known weights.
final class TestModels {

  private TestModels() {}

  static ModelCard card(List<String> features, List<Double> quantiles) {
    return new ModelCard(
        ModelCard.CONTRACT,
        "test-1",
        features,
        quantiles,
        List.of(Duration.ofHours(1)),
        Duration.ofHours(48),
        List.of(),
        Map.of());
  }

  /// `features · weight + bias`, the weights row-major by feature.
  static OnnxGraph linear(ModelCard card, float[] weight, float[] bias) {
    var g = new GraphBuilder("linear");
    var x = g.input("features", card.features().size());
    int levels = card.quantiles().size();
    var w = g.floats("out.weight", weight, card.features().size(), levels);
    g.output("quantiles", g.gemm(x, w, g.floats("out.bias", bias, levels)), levels);
    return g.build(CardProperties.of(card));
  }

  /// A perceptron of seeded weights with layers of these widths.
  static OnnxGraph perceptron(ModelCard card, long seed, int... widths) {
    var random = new Random(seed);
    var g = new GraphBuilder("perceptron");
    var value = g.input("features", card.features().size());
    int in = card.features().size();
    for (int layer = 0; layer <= widths.length; layer++) {
      boolean last = layer == widths.length;
      int out = last ? card.quantiles().size() : widths[layer];
      var w = g.floats("l" + layer + ".weight", gaussian(random, in * out, in), in, out);
      var b = g.floats("l" + layer + ".bias", gaussian(random, out, out), out);
      value = g.gemm(value, w, b);
      value = last ? value : g.gelu(value);
      in = out;
    }
    g.output("quantiles", value, in);
    return g.build(CardProperties.of(card));
  }

  private static float[] gaussian(Random random, int size, int fan) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (random.nextGaussian() / Math.sqrt(fan));
    }
    return values;
  }
}
