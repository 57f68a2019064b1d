package io.parcook.tuning.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.parcook.models.card.CardProperties;
import io.parcook.models.card.ModelCard;
import io.parcook.models.forecast.OnnxRuntime;
import io.parcook.models.onnx.GraphBuilder;
import io.parcook.models.onnx.OnnxGraph;
import io.parcook.models.onnx.Seal;
import io.parcook.tuning.engine.TorchEngine;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;

/// What a training run gave: weights, and some rows to try them on.
public final class TrainedModel {

  /// Most that a quantile may differ between the two engines, in parts of itself or of the item's
  /// level, whichever is larger.
  public static final double PARITY = 1e-4;

  private final Network network;
  private final int level;
  private final int columns;
  private final float[] probes;

  TrainedModel(Network network, int level, int columns, float[] probes) {
    this.network = network;
    this.level = level;
    this.columns = columns;
    this.probes = probes;
  }

  /// The model as one ONNX graph with its card, once ONNX Runtime was seen to give with it what
  /// the trainer's own engine gives.
  ///
  /// @throws ParityException if the two engines differ
  public OnnxGraph graph(ModelCard card) {
    GraphBuilder builder = new GraphBuilder("parcook");
    GraphAlgebra algebra = new GraphAlgebra(builder);
    int quantiles = card.quantiles().size();
    builder.output(
        "quantiles", network.portions(algebra, builder.input("features", columns)), quantiles);
    OnnxGraph graph = Seal.on(builder.build(CardProperties.of(card)));
    check(graph, quantiles);
    return graph;
  }

  void check(OnnxGraph graph, int quantiles) {
    double difference = difference(trained(), served(graph), quantiles);
    if (!(difference <= PARITY)) {
      throw new ParityException(difference, PARITY);
    }
  }

  Network network() {
    return network;
  }

  /// How many numbers were learned.
  public int parameters() {
    return network.learned().stream().mapToInt(parameter -> parameter.values().length).sum();
  }

  /// Names of the initializers that were learned.
  List<String> learned() {
    return network.learned().stream().map(Parameter::name).toList();
  }

  private float[] trained() {
    TorchEngine.start();
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      NDArray features =
          manager.create(FloatBuffer.wrap(probes), new Shape(probes.length / columns, columns));
      return network.portions(new EngineAlgebra(manager, false), features).toFloatArray();
    }
  }

  private float[] served(OnnxGraph graph) {
    FloatBuffer rows =
        ByteBuffer.allocateDirect(probes.length * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    rows.put(probes).flip();
    OrtEnvironment environment = OnnxRuntime.environment();
    try (OrtSession session = environment.createSession(graph.bytes());
        OnnxTensor features =
            OnnxTensor.createTensor(
                environment, rows, new long[] {probes.length / columns, columns});
        OrtSession.Result result = session.run(Map.of("features", features))) {
      FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
      float[] copy = new float[values.remaining()];
      values.get(copy);
      return copy;
    } catch (OrtException e) {
      throw new IllegalStateException(
          "ONNX Runtime cannot open or run the trained model: " + e.getMessage(), e);
    }
  }

  private double difference(float[] trained, float[] served, int quantiles) {
    double most = 0;
    for (int i = 0; i < trained.length; i++) {
      double size = Math.max(Math.abs(trained[i]), probes[i / quantiles * columns + level]);
      double apart = Math.abs(trained[i] - served[i]) / size;
      most = apart <= most ? most : apart;
    }
    return most;
  }
}
