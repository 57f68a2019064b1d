package io.parcook.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.parcook.models.forecast.OnnxRuntime;
import io.parcook.models.onnx.GraphBuilder.Value;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.DoubleUnaryOperator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// Every node the builder emits is run by ONNX Runtime and compared with plain arithmetic.
class GraphBuilderTest {

  private static final int COLUMNS = 4;

  private final float[][] rows = new float[5][COLUMNS];

  GraphBuilderTest() {
    var random = new Random(11);
    for (float[] row : rows) {
      for (int i = 0; i < COLUMNS; i++) {
        row[i] = (float) random.nextGaussian();
      }
    }
  }

  @Test
  void elementwiseNodesAreTheFunctionsTheyAreNamedAfter() throws OrtException {
    elementwise((g, x) -> g.relu(x), v -> Math.max(0, v));
    elementwise((g, x) -> g.tanh(x), Math::tanh);
    elementwise((g, x) -> g.sigmoid(x), v -> 1 / (1 + Math.exp(-v)));
    elementwise((g, x) -> g.exp(x), Math::exp);
    elementwise((g, x) -> g.log(g.exp(x)), v -> v);
    elementwise((g, x) -> g.softplus(x), v -> Math.log1p(Math.exp(v)));
    elementwise((g, x) -> g.add(x, g.scalar("c", 2)), v -> v + 2);
    elementwise((g, x) -> g.sub(x, g.scalar("c", 2)), v -> v - 2);
    elementwise((g, x) -> g.mul(x, g.scalar("c", 2)), v -> v * 2);
    elementwise((g, x) -> g.div(x, g.scalar("c", 2)), v -> v / 2);
    elementwise((g, x) -> g.max(x, g.scalar("c", 0.5f)), v -> Math.max(v, 0.5));
    elementwise((g, x) -> g.min(x, g.scalar("c", 0.5f)), v -> Math.min(v, 0.5));
  }

  @Test
  void geluIsTheExactOne() throws OrtException {
    // x * P(Z <= x) with the normal distribution integrated by Simpson's rule from 0.
    elementwise((g, x) -> g.gelu(x), v -> v * (0.5 + normalFromZeroTo(v)));
  }

  @Test
  void gemmIsRowsTimesWeightsPlusBias() throws OrtException {
    float[] w = {1, 2, 3, 4, 5, 6, 7, 8};
    float[][] out =
        run(
            (g, x) -> g.gemm(x, g.floats("w", w, COLUMNS, 2), g.floats("b", new float[] {9, 8}, 2)),
            2);
    for (int r = 0; r < rows.length; r++) {
      for (int c = 0; c < 2; c++) {
        double expected = c == 0 ? 9 : 8;
        for (int i = 0; i < COLUMNS; i++) {
          expected += rows[r][i] * w[i * 2 + c];
        }
        assertThat((double) out[r][c]).isCloseTo(expected, Offset.offset(1e-4));
      }
    }
  }

  @Test
  void matMulFollowedByAddIsGemm() throws OrtException {
    float[] w = {1, -2, 3, -4, 5, -6, 7, -8};
    float[] b = {0.5f, -0.5f};
    float[][] gemm = run((g, x) -> g.gemm(x, g.floats("w", w, COLUMNS, 2), g.floats("b", b, 2)), 2);
    float[][] apart =
        run((g, x) -> g.add(g.matMul(x, g.floats("w", w, COLUMNS, 2)), g.floats("b", b, 2)), 2);
    for (int r = 0; r < rows.length; r++) {
      assertThat(apart[r]).containsExactly(gemm[r], Offset.offset(1e-5f));
    }
  }

  @Test
  void cumSumAddsUpAlongARow() throws OrtException {
    float[][] out = run((g, x) -> g.cumSum(x, 1), COLUMNS);
    for (int r = 0; r < rows.length; r++) {
      float sum = 0;
      for (int c = 0; c < COLUMNS; c++) {
        sum += rows[r][c];
        assertThat(out[r][c]).isCloseTo(sum, Offset.offset(1e-5f));
      }
    }
  }

  @Test
  void slicesJoinedInOtherOrderTurnTheRowRound() throws OrtException {
    float[][] out = run((g, x) -> g.concat(1, g.slice(x, 1, 2, 4), g.slice(x, 1, 0, 2)), COLUMNS);
    for (int r = 0; r < rows.length; r++) {
      assertThat(out[r]).containsExactly(rows[r][2], rows[r][3], rows[r][0], rows[r][1]);
    }
  }

  @Test
  void layerNormalizationGivesMeanAndSpreadThatWereAskedFor() throws OrtException {
    float[][] out =
        run(
            (g, x) ->
                g.layerNormalization(
                    x,
                    g.floats("scale", new float[] {2, 2, 2, 2}, COLUMNS),
                    g.floats("shift", new float[] {7, 7, 7, 7}, COLUMNS),
                    1e-6f),
            COLUMNS);
    for (float[] row : out) {
      double mean = (row[0] + row[1] + row[2] + row[3]) / 4.0;
      double variance = 0;
      for (float v : row) {
        variance += (v - mean) * (v - mean) / COLUMNS;
      }
      assertThat(mean).isCloseTo(7, Offset.offset(1e-4));
      assertThat(variance).isCloseTo(4, Offset.offset(1e-2));
    }
  }

  private void elementwise(BiFunction<GraphBuilder, Value, Value> node, DoubleUnaryOperator f)
      throws OrtException {
    float[][] out = run(node, COLUMNS);
    for (int r = 0; r < rows.length; r++) {
      for (int c = 0; c < COLUMNS; c++) {
        assertThat((double) out[r][c]).isCloseTo(f.applyAsDouble(rows[r][c]), Offset.offset(1e-5));
      }
    }
  }

  private float[][] run(BiFunction<GraphBuilder, Value, Value> node, int columns)
      throws OrtException {
    var g = new GraphBuilder("test");
    g.output("quantiles", node.apply(g, g.input("features", COLUMNS)), columns);
    var environment = OnnxRuntime.environment();
    try (OrtSession session = environment.createSession(g.build(Map.of()).bytes());
        OnnxTensor input = OnnxTensor.createTensor(environment, rows);
        OrtSession.Result result = session.run(Map.of("features", input))) {
      return (float[][]) result.get(0).getValue();
    }
  }

  private static double normalFromZeroTo(double x) {
    int n = 1000;
    double sum = 0;
    for (int i = 0; i <= n; i++) {
      double t = x * i / n;
      double weight = i == 0 || i == n ? 1 : i % 2 == 1 ? 4 : 2;
      sum += weight * Math.exp(-t * t / 2);
    }
    return sum * x / n / 3 / Math.sqrt(2 * Math.PI);
  }
}
