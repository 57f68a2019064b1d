package io.parcook.tuning.train;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.parcook.tuning.engine.TorchEngine;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Fits a network to rows by stochastic gradient descent on the pinball loss over the quantile
/// levels. The same rows, schedule and machine give the same weights.
public final class Trainer {

  private static final int SAMPLE = 50_000;
  private static final int PROBES = 500;

  private final Architecture architecture;
  private final Schedule schedule;
  private final float[] levels;

  /// @param levels the quantile levels to learn, ascending
  public Trainer(Architecture architecture, Schedule schedule, List<Double> levels) {
    this.architecture = architecture;
    this.schedule = schedule;
    this.levels = new float[levels.size()];
    for (int i = 0; i < this.levels.length; i++) {
      this.levels[i] = levels.get(i).floatValue();
    }
  }

  /// Hears how the training goes.
  @FunctionalInterface
  public interface Progress {

    /// @param loss mean pinball loss of the step's batch, in multiples of the items' levels
    void stepped(int step, double loss);
  }

  /// Trains a network.
  ///
  /// @param level the column that holds the item's level in portions
  public TrainedModel train(List<Share> shares, int level, Progress progress) {
    Engine engine = TorchEngine.start();
    SplittableRandom random = new SplittableRandom(schedule.seed());
    Network network =
        new Network(
            architecture,
            normalisation(shares, random.split()),
            level,
            levels.length,
            random.split());
    Batches batches =
        new Batches(shares, schedule.batch(), level, schedule.levelPower(), random.split());
    Adam adam = adam(network.learned());
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      for (int step = 1; step <= schedule.steps(); step++) {
        batches.draw();
        try (NDManager scope = manager.newSubManager()) {
          progress.stepped(step, step(engine, scope, network, batches, adam, schedule.rate(step)));
        }
      }
    }
    return new TrainedModel(
        network, level, batches.columns(), sample(shares, PROBES, random.split()));
  }

  private Adam adam(List<Parameter> learned) {
    return new Adam(
        learned.stream().map(Parameter::values).toList(),
        learned.stream()
            .mapToDouble(p -> p.role() == Parameter.Role.WEIGHT ? schedule.decay() : 0)
            .toArray());
  }

  private double step(
      Engine engine, NDManager scope, Network network, Batches batches, Adam adam, double rate) {
    EngineAlgebra algebra = new EngineAlgebra(scope, true);
    int rows = batches.rows();
    NDArray features = scope.create(batches.features(), new Shape(rows, batches.columns()));
    NDArray targets = scope.create(batches.targets(), new Shape(rows, 1));
    NDArray weights = scope.create(batches.weights(), new Shape(rows, 1));
    NDArray quantiles = scope.create(FloatBuffer.wrap(levels), new Shape(1, levels.length));
    double value;
    try (GradientCollector collector = engine.newGradientCollector()) {
      NDArray loss =
          pinball(network.relative(algebra, features), targets, quantiles).mul(weights).mean();
      collector.backward(loss);
      value = loss.getFloat();
    }
    List<float[]> gradients = new ArrayList<>();
    for (Parameter parameter : network.learned()) {
      gradients.add(algebra.parameter(parameter).getGradient().toFloatArray());
    }
    if (!Double.isFinite(value)) {
      throw new IllegalStateException(
          "The loss is no longer a number. Train with a lower --rate, or look for absurd values in"
              + " the histories.");
    }
    adam.step(gradients, rate);
    return value;
  }

  /// Pinball loss (Koenker and Bassett 1978): `max(q·d, (q − 1)·d)`, `d` the sold less the
  /// quantile.
  private static NDArray pinball(NDArray predicted, NDArray sold, NDArray quantiles) {
    NDArray apart = sold.sub(predicted);
    return apart.mul(quantiles).maximum(apart.mul(quantiles.sub(1)));
  }

  private static Normalisation normalisation(List<Share> shares, SplittableRandom random) {
    return Normalisation.of(sample(shares, SAMPLE, random), shares.getFirst().rows().columns());
  }

  /// Features of `count` rows of every share, drawn with replacement.
  private static float[] sample(List<Share> shares, int count, SplittableRandom random) {
    int columns = shares.getFirst().rows().columns();
    FloatBuffer sample = FloatBuffer.allocate(shares.size() * count * columns);
    for (Share share : shares) {
      for (int i = 0; i < count; i++) {
        share.rows().copy(random.nextInt(share.rows().size()), sample);
      }
    }
    return sample.array();
  }
}
