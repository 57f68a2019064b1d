package io.parcook.tuning.operator;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The operators of ONNX's standard domain that are built here.
public final class OperatorSet {

  /// The first and the last opset whose operators are read as the specification has them.
  public static final int FIRST = 13;

  public static final int LAST = 21;

  private static final OperatorSet ONNX =
      new OperatorSet(
          Stream.of(
                  Arithmetic.operators(),
                  Products.operators(),
                  Activations.operators(),
                  Cutting.operators(),
                  Convolution.operators(),
                  Einsum.operators(),
                  Functions.operators(),
                  Gathering.operators(),
                  Joining.operators(),
                  Logic.operators(),
                  Making.operators(),
                  Normalizations.operators(),
                  Padding.operators(),
                  Passing.operators(),
                  Pooling.operators(),
                  Recurrent.operators(),
                  Reductions.operators(),
                  RunningSums.operators(),
                  Shaping.operators(),
                  Softmaxes.operators())
              .flatMap(List::stream)
              .toList());

  private final Map<String, Definition> byName = new TreeMap<>();

  private OperatorSet(List<Definition> definitions) {
    for (Definition definition : definitions) {
      if (byName.put(definition.name(), definition) != null) {
        throw new IllegalStateException(definition.name() + " is defined twice");
      }
    }
  }

  public static OperatorSet onnx() {
    return ONNX;
  }

  /// The operator of a name, if the opset has it and it is built here.
  public Optional<Operator> find(String domain, String name, int opset) {
    if (!domain.isEmpty() && !domain.equals("ai.onnx")) {
      return Optional.empty();
    }
    return Optional.ofNullable(byName.get(name))
        .filter(definition -> definition.since() <= opset)
        .map(Definition::operator);
  }

  /// The names of all operators, in alphabetical order.
  public Set<String> names() {
    return Collections.unmodifiableSet(byName.keySet());
  }

  /// The first opset that has an operator, or [#FIRST] if it is older.
  ///
  /// @throws IllegalArgumentException if there is none of that name
  public int since(String name) {
    return Optional.ofNullable(byName.get(name))
        .map(definition -> Math.max(FIRST, definition.since()))
        .orElseThrow(() -> new IllegalArgumentException("There is no operator " + name));
  }
}
