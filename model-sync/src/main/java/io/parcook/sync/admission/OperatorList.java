package io.parcook.sync.admission;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The operators that may run in a store: arithmetic on arrays, and trees. None draws random
/// numbers, branches, loops, reads text or reaches outside; what is not here is refused, also what
/// ONNX Runtime will learn one day.
public final class OperatorList {

  static final String TREES = "TreeEnsembleRegressor";

  private static final Set<String> STANDARD =
      words(
          """
          Abs Acos Acosh Add And ArgMax ArgMin Asin Asinh Atan Atanh AveragePool
          BatchNormalization Cast CastLike Ceil Celu Clip Concat Constant ConstantOfShape Conv Cos
          Cosh CumSum DepthToSpace Div Dropout Einsum Elu Equal Erf Exp Expand Flatten Floor GRU
          Gather GatherElements GatherND Gelu Gemm GlobalAveragePool GlobalMaxPool Greater
          GreaterOrEqual GroupNormalization HardSigmoid HardSwish Hardmax Identity
          InstanceNormalization IsInf IsNaN LSTM LayerNormalization LeakyRelu Less LessOrEqual Log
          LogSoftmax LpNormalization MatMul Max MaxPool Mean MeanVarianceNormalization Min Mish Mod
          Mul Neg Not Or PRelu Pad Pow RNN Range Reciprocal ReduceL1 ReduceL2 ReduceLogSum
          ReduceLogSumExp ReduceMax ReduceMean ReduceMin ReduceProd ReduceSum ReduceSumSquare Relu
          Reshape Round ScatterElements ScatterND Selu Shape Sigmoid Sign Sin Sinh Size Slice
          Softmax Softplus Softsign SpaceToDepth Split Sqrt Squeeze Sub Sum Tan Tanh
          ThresholdedRelu Tile TopK Transpose Trilu Unsqueeze Where Xor
          """);

  private static final Set<String> LEARNING =
      words("ArrayFeatureExtractor Binarizer Imputer LinearRegressor Normalizer Scaler " + TREES);

  private static final Map<String, Set<String>> BY_DOMAIN =
      Map.of("", STANDARD, "ai.onnx", STANDARD, "ai.onnx.ml", LEARNING);

  private OperatorList() {}

  /// Whether an operator may run here.
  public static boolean has(String domain, String operator) {
    return BY_DOMAIN.getOrDefault(domain, Set.of()).contains(operator);
  }

  private static Set<String> words(String text) {
    return Stream.of(text.strip().split("\\s+")).collect(Collectors.toUnmodifiableSet());
  }
}
