package io.parcook.tuning.tune;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.parcook.models.card.ModelCard;
import io.parcook.tuning.engine.TorchEngine;
import io.parcook.tuning.graph.TunableGraph;
import io.parcook.tuning.train.Adam;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A model's graph, the numbers that are learned, and the optimiser that moves them. Nothing of the
/// engine outlives a call: memory stays flat however many steps there are.
final class Learner implements AutoCloseable {

  private static final int AT_ONCE = 1_024;

  private final Engine engine = TorchEngine.start();
  private final NDManager manager = NDManager.newBaseManager("PyTorch");
  private final TunableGraph graph;
  private final List<TunedWeight> weights;
  private final TuningPlan plan;
  private final float[] levels;
  private final Adam adam;

  /// @param graph closed with the learner
  Learner(TunableGraph graph, ModelCard card, List<TunedWeight> weights, TuningPlan plan) {
    this.graph = graph;
    this.weights = List.copyOf(weights);
    this.plan = plan;
    levels = new float[card.quantiles().size()];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = card.quantiles().get(i).floatValue();
    }
    List<float[]> values = values();
    adam = new Adam(values, new double[values.size()]);
  }

  /// What is learned; changed in place.
  List<float[]> values() {
    return weights.stream().flatMap(weight -> weight.values().stream()).toList();
  }

  Adam adam() {
    return adam;
  }

  /// One step on a batch.
  ///
  /// @param number counted from 1
  /// @return the batch's loss before it
  double step(Batch batch, int number) {
    List<float[]> gradients = new ArrayList<>();
    double value;
    try (NDManager scope = manager.newSubManager()) {
      List<NDArray> learned = new ArrayList<>();
      try (GradientCollector collector = engine.newGradientCollector()) {
        NDArray loss = loss(scope, batch, forward(scope, batch, learned));
        collector.backward(loss);
        value = loss.getFloat();
      }
      learned.forEach(array -> gradients.add(array.getGradient().toFloatArray()));
    }
    if (!Double.isFinite(value) || !clip(gradients)) {
      throw new DivergedException(number);
    }
    adam.step(gradients, plan.rate(number));
    weights.forEach(weight -> weight.limit(plan.reach()));
    return value;
  }

  /// The loss of all rows.
  double loss(NightRows rows) {
    Batch batch = new Batch(AT_ONCE, rows.columns());
    int size = rows.size();
    double sum = 0;
    for (int from = 0; from < size; from += batch.size()) {
      batch.take(rows, plan.levelPower(), from);
      try (NDManager scope = manager.newSubManager()) {
        NDArray loss = loss(scope, batch, forward(scope, batch, new ArrayList<>()));
        sum += (double) loss.getFloat() * batch.size();
      }
    }
    return sum / size;
  }

  /// What the tuned graph gives for a batch's rows, as it is: rows × quantiles.
  float[] quantiles(Batch batch) {
    try (NDManager scope = manager.newSubManager()) {
      return forward(scope, batch, new ArrayList<>()).toFloatArray();
    }
  }

  private NDArray forward(NDManager scope, Batch batch, List<NDArray> learned) {
    Map<String, NDArray> given = new HashMap<>();
    weights.forEach(weight -> given.put(weight.name(), weight.on(scope, learned)));
    NDArray features = scope.create(batch.features(), new Shape(batch.size(), batch.columns()));
    return graph.forward(scope, Map.of("features", features), given).singletonOrThrow();
  }

  /// Weighted pinball loss (Koenker and Bassett 1978): `max(q·d, (q − 1)·d)`, `d` the portions sold
  /// less the quantile; the mean over levels and rows.
  private NDArray loss(NDManager scope, Batch batch, NDArray quantiles) {
    NDArray sold = scope.create(batch.targets(), new Shape(batch.size(), 1));
    NDArray counts = scope.create(batch.weights(), new Shape(batch.size(), 1));
    NDArray level = scope.create(FloatBuffer.wrap(levels), new Shape(1, levels.length));
    NDArray apart = sold.sub(quantiles);
    return apart.mul(level).maximum(apart.mul(level.sub(1))).mul(counts).mean();
  }

  /// Shortens the gradients to the plan's length (Pascanu, Mikolov and Bengio 2013).
  ///
  /// @return false if they are no numbers
  private boolean clip(List<float[]> gradients) {
    double squares = 0;
    for (float[] gradient : gradients) {
      for (float value : gradient) {
        squares += (double) value * value;
      }
    }
    double length = Math.sqrt(squares);
    if (length > plan.clip()) {
      float keep = (float) (plan.clip() / length);
      for (float[] gradient : gradients) {
        for (int i = 0; i < gradient.length; i++) {
          gradient[i] *= keep;
        }
      }
    }
    return Double.isFinite(length);
  }

  @Override
  public void close() {
    graph.close();
    manager.close();
  }
}
