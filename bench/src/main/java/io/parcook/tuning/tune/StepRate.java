package io.parcook.tuning.tune;

import io.parcook.models.card.CardProperties;
import io.parcook.models.card.ModelCard;
import io.parcook.models.onnx.OnnxGraph;
import io.parcook.tuning.graph.GraphReading;
import io.parcook.tuning.graph.TunableGraph;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/// Steps per second of the tuner on rows of noise: the same graph, batch, loss and optimiser as
/// `bench/peers/torch_steps.py`. Here, and not beside the other benchmarks, because a learner is
/// nobody's business but a night's.
///
/// Arguments: graph, batch, steps, policy. Prints one figure.
public final class StepRate {

  private StepRate() {}

  public static void main(String[] args) throws Exception {
    OnnxGraph graph = OnnxGraph.read(Path.of(args[0]), OnnxGraph.MOST_BYTES);
    ModelCard card = CardProperties.read(graph.metadata());
    int steps = Integer.parseInt(args[2]);
    TuningPlan usual = TuningPlan.DEFAULT;
    TuningPlan plan =
        new TuningPlan(
            TuningPolicy.valueOf(args[3]),
            usual.rank(),
            10 * steps,
            Integer.parseInt(args[1]),
            1e-4,
            usual.clip(),
            usual.levelPower(),
            usual.reach(),
            usual.keep(),
            usual.look(),
            usual.patience(),
            usual.rows(),
            usual.seed());
    List<TunedWeight> weights = TunableWeights.of(graph, card, plan);
    GraphReading reading =
        TunableGraph.read(graph, weights.stream().map(TunedWeight::name).toList());
    switch (reading) {
      case GraphReading.ServeOnly no -> throw new IllegalArgumentException(no.message());
      case GraphReading.Tunable(var tunable) -> {
        try (Learner learner = new Learner(tunable, card, weights, plan)) {
          Batch batch = noise(plan.batch(), card.features().size());
          int number = 1;
          for (; number <= steps / 5; number++) {
            learner.step(batch, number);
          }
          long begun = System.nanoTime();
          for (int step = 0; step < steps; step++) {
            learner.step(batch, number++);
          }
          double seconds = (System.nanoTime() - begun) / 1e9;
          System.out.printf(Locale.ROOT, "%.2f%n", steps / seconds);
        }
      }
    }
  }

  private static Batch noise(int rows, int columns) {
    Batch batch = new Batch(rows, columns);
    SplittableRandom random = new SplittableRandom(1);
    fill(batch.features(), () -> (float) random.nextGaussian());
    fill(batch.targets(), () -> 5 * (float) random.nextDouble());
    fill(batch.weights(), () -> 1);
    return batch;
  }

  private interface Figures {
    float next();
  }

  private static void fill(FloatBuffer buffer, Figures figures) {
    while (buffer.hasRemaining()) {
      buffer.put(figures.next());
    }
  }
}
