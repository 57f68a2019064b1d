package io.parcook.sync.admission;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.parcook.models.card.CardProperties;
import io.parcook.models.card.ModelCard;
import io.parcook.models.onnx.GraphBuilder;
import io.parcook.models.onnx.GraphBuilder.Value;
import io.parcook.models.onnx.OnnxGraph;
import io.parcook.models.onnx.Seal;
import io.parcook.pipeline.feature.FeatureTable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/// A small model that nothing is wrong with, and what can be made of it.
final class GoodModel {

  static final int FEATURES = 6;
  static final int LEVELS = 3;

  private GoodModel() {}

  static ModelCard card() {
    return new ModelCard(
        ModelCard.CONTRACT,
        "test-1",
        FeatureTable.known().subList(0, FEATURES),
        List.of(0.1, 0.5, 0.9),
        List.of(Duration.ofHours(1)),
        Duration.ofHours(48),
        List.of(),
        Map.of());
  }

  /// A perceptron whose answers lie above zero and are small.
  static byte[] file() {
    return with((g, x) -> head(g, g.relu(layer(g, x, FEATURES, 8, "body")), 8)).bytes();
  }

  /// A sealed model of any graph from features to quantiles.
  static OnnxGraph with(BiFunction<GraphBuilder, Value, Value> graph) {
    var g = new GraphBuilder("good");
    g.output("quantiles", graph.apply(g, g.input("features", FEATURES)), LEVELS);
    return Seal.on(g.build(CardProperties.of(card())));
  }

  /// The good model changed as a message, and sealed anew: as whoever made it would.
  static byte[] changed(Consumer<ModelProto.Builder> change) {
    ModelProto.Builder model = OnnxGraph.parse(file(), OnnxGraph.MOST_BYTES).proto().toBuilder();
    change.accept(model);
    return model.build().toByteArray();
  }

  static Value layer(GraphBuilder g, Value x, int in, int out, String name) {
    var random = new Random(name.hashCode());
    var weights = new float[in * out];
    var bias = new float[out];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (random.nextGaussian() / Math.sqrt(in));
    }
    for (int i = 0; i < bias.length; i++) {
      bias[i] = (float) (1 + 0.1 * random.nextGaussian());
    }
    return g.gemm(
        x, g.floats(name + ".weight", weights, in, out), g.floats(name + ".bias", bias, out));
  }

  static Value head(GraphBuilder g, Value x, int in) {
    return g.softplus(layer(g, x, in, LEVELS, "head"));
  }
}
