package io.parcook.tuning.tune;

import ai.onnx.proto.OnnxMl.NodeProto;
import io.parcook.models.card.ModelCard;
import io.parcook.models.onnx.Initializer;
import io.parcook.models.onnx.OnnxGraph;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/// Chooses what a night may change: the initializers that the card names or, where it names none,
/// those that layers are made of.
final class TunableWeights {

  /// Operators whose float initializers are what training learned.
  private static final Set<String> LAYERS =
      Set.of(
          "Gemm",
          "MatMul",
          "Add",
          "Conv",
          "GRU",
          "LSTM",
          "LayerNormalization",
          "InstanceNormalization");

  private TunableWeights() {}

  /// The weights that a policy tunes, in the order of the file.
  ///
  /// @throws IllegalArgumentException if there are none
  static List<TunedWeight> of(OnnxGraph graph, ModelCard card, TuningPlan plan) {
    Set<String> named = card.tunable().isEmpty() ? layers(graph) : Set.copyOf(card.tunable());
    List<Initializer> all =
        graph.initializers().stream()
            .filter(one -> one.isFloat() && one.elements() > 0 && named.contains(one.name()))
            .toList();
    Predicate<Initializer> wanted =
        switch (plan.policy()) {
          case HEAD -> one -> !isMatrix(one) || one.equals(lastMatrix(all));
          case EVERYTHING, LOW_RANK -> _ -> true;
        };
    var random = new SplittableRandom(plan.seed());
    List<TunedWeight> weights = new ArrayList<>();
    for (Initializer one : all) {
      SplittableRandom own = random.split();
      if (wanted.test(one)) {
        float[] base = graph.floats(one.name());
        weights.add(
            plan.policy() == TuningPolicy.LOW_RANK && saves(one, plan.rank())
                ? new LowRankWeight(one, base, plan.rank(), own)
                : new WholeWeight(one, base));
      }
    }
    if (weights.isEmpty()) {
      throw new IllegalArgumentException(
          "Model '" + card.version() + "' has no initializer that may be tuned");
    }
    return weights;
  }

  private static Set<String> layers(OnnxGraph graph) {
    Set<String> names = new HashSet<>();
    for (NodeProto node : graph.proto().getGraph().getNodeList()) {
      if (LAYERS.contains(node.getOpType())) {
        names.addAll(node.getInputList());
      }
    }
    return names;
  }

  private static boolean isMatrix(Initializer one) {
    return one.shape().size() == 2 && one.shape().getFirst() > 1 && one.shape().getLast() > 1;
  }

  private static Initializer lastMatrix(List<Initializer> all) {
    return all.reversed().stream()
        .filter(TunableWeights::isMatrix)
        .findFirst()
        .orElse(all.getLast());
  }

  private static boolean saves(Initializer one, int rank) {
    return isMatrix(one)
        && rank * (one.shape().getFirst() + one.shape().getLast()) < one.elements();
  }
}
